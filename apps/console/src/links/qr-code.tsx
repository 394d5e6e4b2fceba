import qrcode from 'qrcode-generator';

/** Four modules are left free on each side, as readers expect. */
const MARGIN = 4;

/** Drawn as one path: no picture from another address, and no markup as text. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const places = Array.from({ length: size }, (_, at) => at);
  const path = places
    .flatMap((y) =>
      places.filter((x) => code.isDark(y, x)).map((x) => `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`),
    )
    .join('');
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size + 2 * MARGIN} ${size + 2 * MARGIN}`}
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
