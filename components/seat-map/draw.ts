import type { Size, Viewport } from './geometry';
import { visibleBounds } from './geometry';
import type { HallModel } from './hall-model';
import { drawSeatGlyphs, type SeatGlyphs } from './seat-glyphs';
import { visitSeats } from './seat-grid';
import { inkOn, type SeatTheme } from './seat-theme';

/** How near the hall is: whole sections with their names, seats, seats with their numbers. */
export type Detail = 'sections' | 'seats' | 'numbers';

/** Everything a picture of the seats depends on. */
export interface Scene {
  hall: HallModel;
  /** Shown status codes by place (SeatState.shownCodes). */
  codes: Uint8Array;
  viewport: Viewport;
  size: Size;
  /** Device pixels a CSS pixel. */
  density: number;
  theme: SeatTheme;
  /** Categories to keep bright; null = all. */
  filter: ReadonlySet<number> | null;
}

/** Below this radius (CSS pixels) a seat is a dot. */
const dotRadius = 1.7;
/** The filter leaves the others this visible. */
const dimmed = 0.16;

/** The level of detail at a scale. */
export function detailAt(hall: HallModel, scale: number): Detail {
  const radius = hall.seatRadius * scale;
  if (radius < 3.4) return 'sections';
  return radius < 9 ? 'seats' : 'numbers';
}

/** Draws all seats on the screen onto a cleared canvas. Returns the pictures used, to be passed in next time. */
export function drawSeats(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  kept: SeatGlyphs | null,
): SeatGlyphs | null {
  const radius = scene.hall.seatRadius * scene.viewport.scale;
  if (radius < dotRadius) {
    drawDots(ctx, scene);
    return kept;
  }
  const glyphs = glyphsFor(scene, kept);
  stampSeats(ctx, scene, glyphs);
  if (detailAt(scene.hall, scene.viewport.scale) === 'numbers') drawNumbers(ctx, scene);
  if (radius >= 7) drawRowLabels(ctx, scene);
  return glyphs;
}

function glyphsFor(scene: Scene, kept: SeatGlyphs | null): SeatGlyphs {
  const { hall, theme, density, viewport } = scene;
  const radius = hall.seatRadius * viewport.scale * density;
  const key = `${radius.toFixed(2)}|${theme.stage}|${theme.accent}|${hall.colours.join()}`;
  return kept?.key === key ? kept : drawSeatGlyphs(hall.colours, theme, radius, key);
}

function stampSeats(ctx: CanvasRenderingContext2D, scene: Scene, glyphs: SeatGlyphs): void {
  const { hall, codes, viewport, density, filter } = scene;
  const { image, cell } = glyphs;
  const scale = viewport.scale * density;
  const [left, top] = [viewport.x * density - cell / 2, viewport.y * density - cell / 2];
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  let alpha = 1;
  visitSeats(hall.grid, visibleBounds(viewport, scene.size, hall.pitch * viewport.scale), (place) => {
    const category = hall.category[place] ?? 0;
    const code = codes[place] ?? 3;
    const wanted = filter === null || code === 4 || filter.has(category) ? 1 : dimmed;
    if (wanted !== alpha) {
      ctx.globalAlpha = wanted;
      alpha = wanted;
    }
    // Whole device pixels, else every seat is drawn blurred.
    const x = Math.round((hall.x[place] ?? 0) * scale + left);
    const y = Math.round((hall.y[place] ?? 0) * scale + top);
    ctx.drawImage(image, code * cell, category * cell, cell, cell, x, y, cell, cell);
  });
  ctx.globalAlpha = 1;
}

/** Far away: a small square a seat, all of one colour in one go; a seat that is not free is a faint speck. */
function drawDots(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { hall, viewport, density, filter, theme } = scene;
  const scale = viewport.scale * density;
  const full = Math.max(1, Math.round(hall.seatRadius * 1.9 * scale));
  const speck = Math.max(1, Math.round(full * 0.5));
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  const paint = (places: number[], size: number) => {
    for (const place of places) {
      const x = Math.round((hall.x[place] ?? 0) * scale + viewport.x * density - size / 2);
      const y = Math.round((hall.y[place] ?? 0) * scale + viewport.y * density - size / 2);
      ctx.fillRect(x, y, size, size);
    }
  };
  const groups = dotGroups(scene);
  ctx.fillStyle = theme.lineStrong;
  ctx.globalAlpha = 0.55;
  paint(groups.taken, speck);
  for (const [category, places] of groups.free.entries()) {
    ctx.globalAlpha = filter === null || filter.has(category) ? 1 : dimmed;
    ctx.fillStyle = hall.colours[category] ?? theme.soft;
    paint(places, full);
  }
  ctx.globalAlpha = 1;
}

function dotGroups({ hall, codes, viewport, size }: Scene): { free: number[][]; taken: number[] } {
  const free: number[][] = hall.colours.map(() => []);
  const taken: number[] = [];
  visitSeats(hall.grid, visibleBounds(viewport, size, 2), (place) => {
    const code = codes[place] ?? 3;
    if (code === 0) free[hall.category[place] ?? 0]?.push(place);
    else if (code !== 4) taken.push(place);
  });
  return { free, taken };
}

function drawNumbers(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { hall, codes, viewport, density, filter, theme } = scene;
  const radius = hall.seatRadius * viewport.scale;
  const inks = hall.colours.map(inkOn);
  ctx.setTransform(density, 0, 0, density, 0, 0);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const roomy = `600 ${(radius * 0.86).toFixed(1)}px ${theme.fontFamily}`;
  const tight = `600 ${(radius * 0.68).toFixed(1)}px ${theme.fontFamily}`;
  let font = '';
  visitSeats(hall.grid, visibleBounds(viewport, scene.size, radius), (place) => {
    const category = hall.category[place] ?? 0;
    if (codes[place] !== 0 || (filter !== null && !filter.has(category))) return;
    const number = hall.number[place] ?? '';
    const wanted = number.length > 2 ? tight : roomy;
    if (wanted !== font) {
      ctx.font = wanted;
      font = wanted;
    }
    ctx.fillStyle = inks[category] ?? '#000';
    const x = (hall.x[place] ?? 0) * viewport.scale + viewport.x;
    const y = (hall.y[place] ?? 0) * viewport.scale + viewport.y;
    ctx.fillText(number, x, y + radius * 0.05);
    if (hall.accessible.has(place)) outlineAccessible(ctx, x, y, radius, theme);
  });
}

function outlineAccessible(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  theme: SeatTheme,
): void {
  ctx.strokeStyle = theme.soft;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(x - radius * 1.1, y - radius * 1.1, radius * 2.2, radius * 2.2, radius * 0.45);
  ctx.stroke();
}

function drawRowLabels(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { hall, viewport, size, density, theme } = scene;
  const radius = hall.seatRadius * viewport.scale;
  const seen = visibleBounds(viewport, size, 40);
  ctx.setTransform(density, 0, 0, density, 0, 0);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.faint;
  ctx.font = `600 ${Math.min(Math.max(radius * 0.9, 7), 15).toFixed(1)}px ${theme.fontFamily}`;
  for (const row of hall.rows) {
    for (const [x, y] of row.labelAt) {
      if (x < seen.left || x > seen.right || y < seen.top || y > seen.bottom) continue;
      ctx.fillText(row.label, x * viewport.scale + viewport.x, y * viewport.scale + viewport.y);
    }
  }
}
