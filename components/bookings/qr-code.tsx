import encodeQr from 'qr';

/** Light modules around the code, as the standard wants them. */
const quietZone = 4;

/** The dark squares as one outline: runs of a row, left to right. */
function outlineOf(rows: boolean[][]): string {
  return rows
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
}

/** A QR code, dark on light in either theme: many readers know no other. `label` is what it is called aloud. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const rows = encodeQr(text, 'raw', { ecc: 'medium', border: quietZone });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <path d={`M0 0h${rows.length}v${rows.length}h-${rows.length}z`} className="fill-white" />
      <path d={outlineOf(rows)} className="fill-black" />
    </svg>
  );
}
