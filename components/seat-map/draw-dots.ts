import { visibleBounds } from './geometry';
import { isBright, isShown, type Scene } from './scene';
import { visitSeats } from './seat-grid';
import { rgbaOf } from './seat-theme';

/** A disc of pixels: for each of its lines where it begins and ends, from the left edge of its square. */
interface Disc {
  size: number;
  from: Int32Array;
  to: Int32Array;
}

/** Pixels beside a canvas, laid over it in one go. */
interface Sheet {
  canvas: HTMLCanvasElement;
  ctx: CanvasRenderingContext2D;
  image: ImageData;
  words: Uint32Array;
}

const sheets = new WeakMap<HTMLCanvasElement, Sheet>();
const takenAlpha = 0.55;

/**
 * Draws seats too small for pictures: a disc in its grade's colour where one is free, a faint speck where not. Written
 * straight into pixels: 80,000 of them cost a few milliseconds, as canvas calls more than a frame has.
 * @param dimmed how visible the grades are that the filter leaves out, 0–1
 */
export function drawDots(ctx: CanvasRenderingContext2D, scene: Scene, dimmed: number): void {
  const sheet = sheetFor(ctx.canvas);
  if (!sheet) return;
  const { hall, codes, viewport, density, theme } = scene;
  const scale = viewport.scale * density;
  const [left, top] = [viewport.x * density, viewport.y * density];
  const free = discOf(Math.max(1, Math.round(hall.seatRadius * 1.9 * scale)));
  const speck = discOf(Math.max(1, Math.round(free.size * 0.5)));
  const taken = wordOf(theme.lineStrong, takenAlpha);
  const bright = hall.colours.map((colour) => wordOf(colour, 1));
  const faint = hall.colours.map((colour) => wordOf(colour, dimmed));
  // Asked for once and not for each of 80,000 seats.
  const choosy = scene.floor !== null || scene.filter !== null || scene.onlyAccessible;
  sheet.words.fill(0);
  visitSeats(hall.grid, visibleBounds(viewport, scene.size, free.size), (place) => {
    const code = codes[place] ?? 3;
    // Mine are drawn larger, above all others.
    if (code === 4 || (choosy && !isShown(scene, place))) return;
    const disc = code === 0 ? free : speck;
    const x = Math.round((hall.x[place] ?? 0) * scale + left - disc.size / 2);
    const y = Math.round((hall.y[place] ?? 0) * scale + top - disc.size / 2);
    const words = !choosy || isBright(scene, place) ? bright : faint;
    stamp(sheet, disc, x, y, code === 0 ? (words[hall.category[place] ?? 0] ?? taken) : taken);
  });
  sheet.ctx.putImageData(sheet.image, 0, 0);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = 1;
  ctx.drawImage(sheet.canvas, 0, 0);
}

function stamp({ words, image }: Sheet, disc: Disc, x: number, y: number, word: number): void {
  const { width, height } = image;
  for (let line = 0; line < disc.size; line += 1) {
    const row = y + line;
    if (row < 0 || row >= height) continue;
    const end = row * width + Math.min(x + (disc.to[line] ?? 0), width);
    for (let at = row * width + Math.max(x + (disc.from[line] ?? 0), 0); at < end; at += 1) words[at] = word;
  }
}

function discOf(size: number): Disc {
  const from = new Int32Array(size);
  const to = new Int32Array(size);
  const radius = size / 2;
  for (let line = 0; line < size; line += 1) {
    const half = Math.sqrt(Math.max(radius ** 2 - (line + 0.5 - radius) ** 2, 0));
    // Of two or three pixels nothing may be missing.
    from[line] = size < 4 ? 0 : Math.round(radius - half);
    to[line] = size < 4 ? size : Math.round(radius + half);
  }
  return { size, from, to };
}

/** A pixel as it lies in memory: every machine a browser runs on has the red first. */
function wordOf(colour: string, alpha: number): number {
  const [red, green, blue, own] = rgbaOf(colour);
  return ((Math.round(own * alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function sheetFor(canvas: HTMLCanvasElement): Sheet | null {
  const { width, height } = canvas;
  const kept = sheets.get(canvas);
  if (kept?.image.width === width && kept.image.height === height) return kept;
  if (width === 0 || height === 0) return null;
  const own = kept?.canvas ?? document.createElement('canvas');
  own.width = width;
  own.height = height;
  const ctx = own.getContext('2d');
  if (!ctx) return null;
  const image = ctx.createImageData(width, height);
  const sheet = { canvas: own, ctx, image, words: new Uint32Array(image.data.buffer) };
  sheets.set(canvas, sheet);
  return sheet;
}
