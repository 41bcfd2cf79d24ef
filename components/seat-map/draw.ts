import { drawDots } from './draw-dots';
import { drawNumbers, drawRowLabels } from './draw-labels';
import { visibleBounds } from './geometry';
import type { HallModel } from './hall-model';
import { isBright, isShown, type Scene } from './scene';
import { drawSeatGlyphs, type SeatGlyphs } from './seat-glyphs';
import { visitSeats } from './seat-grid';

/** How near the hall is: whole sections with their names, seats, seats with their numbers. */
export type Detail = 'sections' | 'seats' | 'numbers';

/** Below this radius (CSS pixels) a seat is a dot; sections have their names on them. */
const dotRadius = 3.4;
/** The filter leaves the others this visible. */
const dimmed = 0.16;

/** The level of detail at a scale. */
export function detailAt(hall: HallModel, scale: number): Detail {
  const radius = hall.seatRadius * scale;
  if (radius < dotRadius) return 'sections';
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
    drawDots(ctx, scene, dimmed);
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
  const { hall, codes, viewport, density } = scene;
  const { image, cell } = glyphs;
  const scale = viewport.scale * density;
  const [left, top] = [viewport.x * density - cell / 2, viewport.y * density - cell / 2];
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  let alpha = 1;
  visitSeats(hall.grid, visibleBounds(viewport, scene.size, hall.pitch * viewport.scale), (place) => {
    const category = hall.category[place] ?? 0;
    const code = codes[place] ?? 3;
    if (!isShown(scene, place)) return;
    const wanted = code === 4 || isBright(scene, place) ? 1 : dimmed;
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
