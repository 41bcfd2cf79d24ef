import { traceShape } from './draw-hall';
import { drawLabel, type LabelBox, measureLabel } from './draw-section-labels';
import { type Point, toScreen } from './geometry';
import type { Scene } from './scene';
import { isOnFloor, type StandingPart } from './standing-parts';

/** What is written on a standing area, by its number. */
export interface AreaWords {
  name: (area: number) => string;
  /** How many places are free, or mine. */
  note: (area: number) => string;
}

/** Distance of the dots that stand for a crowd, hall units in seats' distances. */
const crowdPitch = 0.75;
/** Nearer than this (CSS pixels) the dots run together and are left out. */
const leastDotPitch = 5;
const dimmed = 0.25;
/** A label may be this much wider than its area, CSS pixels. */
const slack = 16;

/** Draws the standing areas over the plan's shapes: their grade's colour and dots like heads, hatched once sold out. */
export function drawAreas(ctx: CanvasRenderingContext2D, scene: Scene): void {
  for (const part of scene.hall.standing) {
    if (!isOnFloor(part, scene.floor)) continue;
    ctx.save();
    if (scene.filter !== null && !scene.filter.has(part.categoryIndex)) ctx.globalAlpha = dimmed;
    for (const shape of part.shapes) {
      ctx.save();
      toHallUnits(ctx, scene);
      ctx.translate(shape.x, shape.y);
      ctx.rotate((shape.rotation * Math.PI) / 180);
      traceShape(ctx, shape);
      // The outline stays; what fills it is drawn in pixels, so that dots and lines are even.
      fillArea(ctx, scene, part);
      ctx.restore();
    }
    ctx.restore();
  }
}

function toHallUnits(ctx: CanvasRenderingContext2D, { viewport, density }: Scene): void {
  const scale = viewport.scale * density;
  ctx.setTransform(scale, 0, 0, scale, viewport.x * density, viewport.y * density);
}

function fillArea(ctx: CanvasRenderingContext2D, scene: Scene, part: StandingPart): void {
  const { theme, areas, viewport, density } = scene;
  const soldOut = areas.freeIn(part.area) === 0 && areas.known;
  const mine = areas.mineIn(part.area) > 0;
  const colour = soldOut && !mine ? theme.faint : (scene.hall.colours[part.categoryIndex] ?? theme.soft);
  const alpha = ctx.globalAlpha;
  ctx.fillStyle = theme.surface;
  ctx.fill();
  ctx.globalAlpha = alpha * (theme.dark ? 0.2 : 0.16);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = alpha;
  ctx.lineWidth = (mine ? 3.5 : 1.75) / viewport.scale;
  ctx.strokeStyle = mine ? theme.accent : colour;
  ctx.stroke();
  ctx.clip();
  ctx.setTransform(density, 0, 0, density, 0, 0);
  if (soldOut) drawHatch(ctx, scene, part, colour);
  else drawCrowd(ctx, scene, part, colour);
}

/** The part's bounds that are on the screen, CSS pixels; null when nothing is. */
function onScreen(scene: Scene, { bounds }: StandingPart): { from: Point; to: Point } | null {
  if (!bounds) return null;
  const from = toScreen(scene.viewport, { x: bounds.left, y: bounds.top });
  const to = toScreen(scene.viewport, { x: bounds.right, y: bounds.bottom });
  const { width, height } = scene.size;
  if (from.x > width || from.y > height || to.x < 0 || to.y < 0) return null;
  return {
    from: { x: Math.max(from.x, 0), y: Math.max(from.y, 0) },
    to: { x: Math.min(to.x, width), y: Math.min(to.y, height) },
  };
}

function drawCrowd(ctx: CanvasRenderingContext2D, scene: Scene, part: StandingPart, colour: string): void {
  const { viewport, hall } = scene;
  const pitch = hall.pitch * crowdPitch * viewport.scale;
  const seen = onScreen(scene, part);
  if (!seen || pitch < leastDotPitch) return;
  const { from, to } = seen;
  const row = pitch * 0.866;
  ctx.globalAlpha *= 0.4;
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (
    let line = Math.floor((from.y - viewport.y) / row);
    line * row + viewport.y < to.y + pitch;
    line += 1
  ) {
    const y = line * row + viewport.y;
    const shift = line % 2 === 0 ? 0 : pitch / 2;
    for (let n = Math.floor((from.x - viewport.x) / pitch) - 1; ; n += 1) {
      const x = n * pitch + shift + viewport.x;
      if (x > to.x + pitch) break;
      ctx.moveTo(x + pitch * 0.2, y);
      ctx.arc(x, y, pitch * 0.2, 0, 2 * Math.PI);
    }
  }
  ctx.fill();
}

function drawHatch(ctx: CanvasRenderingContext2D, scene: Scene, part: StandingPart, colour: string): void {
  const seen = onScreen(scene, part);
  if (!seen) return;
  const { from, to } = seen;
  const tall = to.y - from.y;
  const anchor = scene.viewport.x + scene.viewport.y;
  ctx.globalAlpha *= 0.5;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  // Moves with the hall: counted from its origin, not from the screen's edge.
  for (let x = from.x - tall - ((from.x - tall - anchor) % 11); x < to.x; x += 11) {
    ctx.moveTo(x, to.y);
    ctx.lineTo(x + tall, from.y);
  }
  ctx.stroke();
}

/** Writes names and free places on the standing areas, as far as they are on the screen. Answers where. */
export function drawAreaLabels(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  words: AreaWords,
  hovered: number | null,
): LabelBox[] {
  const { hall, theme, areas } = scene;
  const boxes: LabelBox[] = [];
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const part of hall.standing) {
    const seen = onScreen(scene, part);
    if (!seen || !isOnFloor(part, scene.floor)) continue;
    const full = { name: words.name(part.area), note: words.note(part.area), compact: false };
    const room = seen.to.x - seen.from.x + slack;
    const fits = part.area === hovered || measureLabel(ctx, full, theme.fontFamily).w <= room;
    const look = { ...full, compact: !fits };
    const { w, h } = measureLabel(ctx, look, theme.fontFamily);
    const { x, y } = toScreen(scene.viewport, part.anchor);
    // Near the area its middle is off the screen: its name stays in sight.
    const at = { x: kept(x, seen.from.x, seen.to.x, w), y: kept(y, seen.from.y, seen.to.y, h) };
    const box = { x: at.x - w / 2, y: at.y - h / 2, w, h };
    boxes.push(box);
    const free = areas.freeIn(part.area) > 0 || areas.mineIn(part.area) > 0;
    const colour =
      areas.mineIn(part.area) > 0 ? theme.accent : (hall.colours[part.categoryIndex] ?? theme.soft);
    drawLabel(ctx, theme, look, box, { hovered: part.area === hovered, free, colour });
  }
  return boxes;
}

/** As near to `at` as a label of that length may be within the part seen; in its middle where there is no room. */
function kept(at: number, from: number, to: number, length: number): number {
  const margin = length / 2 + 6;
  return to - from < 2 * margin ? (from + to) / 2 : Math.min(Math.max(at, from + margin), to - margin);
}
