/** The poster as the light source of what lies over it. Decoration only. */
export function PosterLight({ src }: { src: string }) {
  return (
    <div aria-hidden="true" className="no-print pointer-events-none absolute inset-0 -z-10 overflow-hidden">
      {/* biome-ignore lint/performance/noImgElement: an SVG behind a blur */}
      <img
        src={src}
        alt=""
        fetchPriority="high"
        className="absolute inset-0 size-full scale-125 object-cover opacity-(--glow) [filter:var(--glow-filter)]"
      />
      <div className="absolute inset-0 bg-linear-to-b from-transparent via-stage/55 to-stage" />
    </div>
  );
}
