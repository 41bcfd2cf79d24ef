import { contrast, inkOn, type SeatTheme } from './seat-theme';

/** Codes of the shown statuses, as in SeatState. */
const [free, held, sold, withheld, mine] = [0, 1, 2, 3, 4];
const codes = [free, held, sold, withheld, mine];

/**
 * One small picture per category and status, drawn once for a zoom and then stamped: thousands of stamps a frame cost
 * a tenth of thousands of paths. Statuses differ by shape, so that no one has to tell colours apart: free = full disc, held = ring with
 * a dot, sold = cross, withheld = dash, mine = larger disc with a check mark.
 */
export interface SeatGlyphs {
  image: HTMLCanvasElement;
  /** Edge of one picture, device pixels. */
  cell: number;
  /** What the pictures were drawn for; another key needs other pictures. */
  key: string;
}

/** Draws the pictures. `radius` and the cell are in device pixels. */
export function drawSeatGlyphs(
  colours: readonly string[],
  theme: SeatTheme,
  radius: number,
  key: string,
): SeatGlyphs {
  const cell = Math.ceil(radius * 2.5) + 4;
  const image = document.createElement('canvas');
  image.width = cell * codes.length;
  image.height = cell * Math.max(colours.length, 1);
  const ctx = image.getContext('2d');
  if (ctx) {
    for (const [category, colour] of colours.entries()) {
      for (const code of codes) {
        ctx.setTransform(1, 0, 0, 1, (code + 0.5) * cell, (category + 0.5) * cell);
        drawGlyph(ctx, code, radius, colour, theme);
      }
    }
  }
  return { image, cell, key };
}

/** Draws one seat around the origin. */
export function drawGlyph(
  ctx: CanvasRenderingContext2D,
  code: number,
  radius: number,
  colour: string,
  theme: SeatTheme,
): void {
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.globalAlpha = 1;
  if (code === free) drawFree(ctx, radius, colour, theme);
  else if (code === held) drawHeld(ctx, radius, theme);
  else if (code === sold) drawSold(ctx, radius, theme);
  else if (code === withheld) drawWithheld(ctx, radius, theme);
  else drawMine(ctx, radius, theme);
  ctx.globalAlpha = 1;
}

function disc(ctx: CanvasRenderingContext2D, radius: number): void {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, 2 * Math.PI);
}

function drawFree(ctx: CanvasRenderingContext2D, radius: number, colour: string, theme: SeatTheme): void {
  disc(ctx, radius);
  ctx.fillStyle = colour;
  ctx.fill();
  if (contrast(colour, theme.surface) >= 3 || radius < 3) return;
  // A colour that would drown in the background gets an edge.
  ctx.lineWidth = Math.max(1, radius * 0.12);
  ctx.strokeStyle = theme.lineStrong;
  disc(ctx, radius - ctx.lineWidth / 2);
  ctx.stroke();
}

function drawHeld(ctx: CanvasRenderingContext2D, radius: number, theme: SeatTheme): void {
  ctx.strokeStyle = theme.faint;
  ctx.fillStyle = theme.faint;
  ctx.lineWidth = Math.max(1, radius * 0.17);
  disc(ctx, radius * 0.84);
  ctx.stroke();
  disc(ctx, Math.max(0.7, radius * 0.24));
  ctx.fill();
}

function drawSold(ctx: CanvasRenderingContext2D, radius: number, theme: SeatTheme): void {
  const arm = radius * 0.36;
  ctx.strokeStyle = theme.lineStrong;
  ctx.lineWidth = Math.max(0.9, radius * 0.2);
  ctx.beginPath();
  ctx.moveTo(-arm, -arm);
  ctx.lineTo(arm, arm);
  ctx.moveTo(arm, -arm);
  ctx.lineTo(-arm, arm);
  ctx.stroke();
}

function drawWithheld(ctx: CanvasRenderingContext2D, radius: number, theme: SeatTheme): void {
  ctx.strokeStyle = theme.lineStrong;
  ctx.globalAlpha = 0.8;
  ctx.lineWidth = Math.max(0.9, radius * 0.2);
  ctx.beginPath();
  ctx.moveTo(-radius * 0.42, 0);
  ctx.lineTo(radius * 0.42, 0);
  ctx.stroke();
}

function drawMine(ctx: CanvasRenderingContext2D, radius: number, theme: SeatTheme): void {
  const size = radius * 1.16;
  disc(ctx, size);
  ctx.fillStyle = theme.accent;
  ctx.fill();
  ctx.lineWidth = Math.max(1.2, radius * 0.16);
  ctx.strokeStyle = theme.dark ? theme.stage : theme.ink;
  disc(ctx, size - ctx.lineWidth * 0.25);
  ctx.stroke();
  ctx.strokeStyle = inkOn(theme.accent);
  ctx.lineWidth = Math.max(1.3, radius * 0.24);
  ctx.beginPath();
  ctx.moveTo(-radius * 0.46, radius * 0.02);
  ctx.lineTo(-radius * 0.12, radius * 0.38);
  ctx.lineTo(radius * 0.5, -radius * 0.36);
  ctx.stroke();
}
