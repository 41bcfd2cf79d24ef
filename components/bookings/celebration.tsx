const beams = [
  { left: 6, lean: -26 },
  { left: 26, lean: -12 },
  { left: 50, lean: 0 },
  { left: 74, lean: 12 },
  { left: 94, lean: 26 },
];

/** Stage lights going up once, behind the good news. Still for those who asked for less motion; decoration only. */
export function Celebration() {
  return (
    <div
      aria-hidden="true"
      className="no-print pointer-events-none absolute inset-x-0 top-0 -z-10 h-[52rem] overflow-hidden"
    >
      {beams.map(({ left, lean }, index) => (
        <span
          key={left}
          className="stage-light"
          style={{ left: `${left}%`, rotate: `${lean}deg`, animationDelay: `${Math.abs(index - 2) * 140}ms` }}
        />
      ))}
    </div>
  );
}
