import { visibleBounds } from './geometry';
import type { HallModel } from './hall-model';
import { rowLabelPlaces } from './row-labels';
import { isBright, isShown, type Scene } from './scene';
import { visitSeats } from './seat-grid';
import { inkOn, type SeatTheme } from './seat-theme';

/** Writes the numbers on the free seats and frames those with room for a wheelchair. */
export function drawNumbers(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { hall, codes, viewport, density, theme } = scene;
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
    if (codes[place] !== 0 || !isShown(scene, place) || !isBright(scene, place)) return;
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
    if (hall.accessible.has(place)) outlineAccessible(ctx, x, y, radius, theme, []);
    else if (hall.companion.has(place)) outlineAccessible(ctx, x, y, radius, theme, [3, 3]);
    if (hall.restrictedView.has(place)) markRestricted(ctx, x, y, radius, theme);
  });
}

function outlineAccessible(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  theme: SeatTheme,
  dashes: number[],
): void {
  ctx.setLineDash(dashes);
  ctx.strokeStyle = theme.soft;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(x - radius * 1.1, y - radius * 1.1, radius * 2.2, radius * 2.2, radius * 0.45);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A corner is cut off, like the view. */
function markRestricted(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  theme: SeatTheme,
): void {
  ctx.beginPath();
  ctx.moveTo(x + radius * 0.2, y - radius);
  ctx.lineTo(x + radius, y - radius);
  ctx.lineTo(x + radius, y - radius * 0.2);
  ctx.closePath();
  ctx.fillStyle = theme.warning;
  ctx.strokeStyle = theme.surface;
  ctx.lineWidth = 1.5;
  ctx.fill();
  ctx.stroke();
}

const labelsByHall = new WeakMap<HallModel, [number, number][][]>();

/** Worked out when one first comes near: a stadium has thousands of rows, and from far none is named. */
function rowLabels(hall: HallModel): [number, number][][] {
  const known = labelsByHall.get(hall);
  if (known) return known;
  const labels = hall.rows.map((row) => rowLabelPlaces(hall, row.places, row.labelled));
  labelsByHall.set(hall, labels);
  return labels;
}

/** Writes the rows' names where the plan wants them. */
export function drawRowLabels(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { hall, viewport, size, density, theme } = scene;
  const radius = hall.seatRadius * viewport.scale;
  const seen = visibleBounds(viewport, size, 40);
  ctx.setTransform(density, 0, 0, density, 0, 0);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.faint;
  ctx.font = `600 ${Math.min(Math.max(radius * 0.9, 7), 15).toFixed(1)}px ${theme.fontFamily}`;
  const labelsOf = rowLabels(hall);
  for (const [index, row] of hall.rows.entries()) {
    if (scene.floor !== null && row.floor !== scene.floor) continue;
    for (const [x, y] of labelsOf[index] ?? []) {
      if (x < seen.left || x > seen.right || y < seen.top || y > seen.bottom) continue;
      ctx.fillText(row.label, x * viewport.scale + viewport.x, y * viewport.scale + viewport.y);
    }
  }
}
