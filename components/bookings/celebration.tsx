const lights = [8, 19, 31, 42, 55, 66, 78, 90];

/** Stage lights going up once, behind the good news. Still for those who asked for less motion; decoration only. */
export function Celebration() {
  return (
    <div
      aria-hidden="true"
      className="no-print pointer-events-none absolute inset-x-0 top-0 -z-10 h-[32rem] overflow-hidden"
    >
      {lights.map((left, index) => (
        <span
          key={left}
          className="stage-light absolute bottom-0 h-[150%] w-[14%] origin-bottom opacity-0"
          style={{
            left: `${left - 7}%`,
            rotate: `${(left - 50) / 2.2}deg`,
            animationDelay: `${(index % 4) * 120}ms`,
          }}
        />
      ))}
    </div>
  );
}
