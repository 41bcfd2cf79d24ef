import { detailAt } from './draw';
import { type AreaWords, drawAreaLabels } from './draw-areas';
import { drawSectionLabels, type SectionWords } from './draw-section-labels';
import { toScreen } from './geometry';
import type { Scene } from './scene';
import { drawGlyph } from './seat-glyphs';

/** Something that passes by on a seat: another's change fades in, a lost seat flashes, a free neighbour pulses. */
export interface SeatEffect {
  kind: 'fade' | 'flash' | 'pulse';
  place: number;
  /** performance.now() milliseconds. */
  startedAt: number;
  /** The status code the seat had before, for a fade. */
  before: number;
}

/** How long each effect takes, milliseconds. */
export const effectMilliseconds = { fade: 450, flash: 1400, pulse: 4800 } as const;

/** What else lies over the seats. */
export interface Overlay {
  hover: number | null;
  focus: number | null;
  hoverSection: number | null;
  hoverArea: number | null;
  effects: readonly SeatEffect[];
  mine: Iterable<number>;
  labels: SectionWords;
  areaLabels: AreaWords;
  calm: boolean;
}

/** Draws hover, focus, effects, my seats seen from far and the sections' names onto a cleared canvas. */
export function drawOverlay(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  overlay: Overlay,
  now: number,
): void {
  ctx.setTransform(scene.density, 0, 0, scene.density, 0, 0);
  for (const effect of overlay.effects) drawEffect(ctx, scene, effect, now, overlay.calm);
  const areas = drawAreaLabels(ctx, scene, overlay.areaLabels, overlay.hoverArea);
  const detail = detailAt(scene.hall, scene.viewport.scale);
  if (detail === 'sections') {
    drawSectionLabels(ctx, scene, overlay.labels, overlay.hoverSection, areas);
    drawFarMine(ctx, scene, overlay.mine);
  } else if (overlay.hover !== null) {
    drawRing(ctx, scene, overlay.hover, scene.theme.ink, 2);
  }
  if (overlay.focus !== null) drawRing(ctx, scene, overlay.focus, scene.theme.ink, 3);
}

function drawEffect(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  effect: SeatEffect,
  now: number,
  calm: boolean,
): void {
  const t = (now - effect.startedAt) / effectMilliseconds[effect.kind];
  if (t < 0 || t >= 1) return;
  const { x, y, radius } = seatOnScreen(scene, effect.place);
  if (effect.kind === 'fade') {
    if (calm) return;
    drawFade(ctx, scene, effect, { x, y, radius }, t);
    return;
  }
  const colour = effect.kind === 'flash' ? scene.theme.danger : scene.theme.accent;
  const beat = calm ? 0.5 : (t * (effect.kind === 'flash' ? 3 : 5)) % 1;
  ctx.strokeStyle = colour;
  ctx.globalAlpha = calm ? 1 : 1 - beat * 0.85;
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  ctx.arc(x, y, Math.max(radius, 4) + 2 + beat * Math.max(radius, 7), 0, 2 * Math.PI);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

type OnScreen = { x: number; y: number; radius: number };

/** The old look leaves while the new one, already below, comes to light. */
function drawFade(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  effect: SeatEffect,
  seat: OnScreen,
  t: number,
): void {
  const colour = scene.hall.colours[scene.hall.category[effect.place] ?? 0] ?? scene.theme.soft;
  ctx.save();
  ctx.translate(seat.x, seat.y);
  const grown = effect.before === 0 ? seat.radius * (1 + t * 0.5) : seat.radius;
  ctx.beginPath();
  ctx.arc(0, 0, grown, 0, 2 * Math.PI);
  ctx.globalAlpha = (1 - t) * 0.7;
  if (effect.before === 0) {
    ctx.fillStyle = colour;
    ctx.fill();
  } else {
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2;
    ctx.stroke();
  }
  ctx.restore();
}

function drawRing(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  place: number,
  colour: string,
  width: number,
): void {
  const { x, y, radius } = seatOnScreen(scene, place);
  for (const [stroke, line] of [
    [scene.theme.stage, width + 3],
    [colour, width],
  ] as const) {
    ctx.strokeStyle = stroke;
    ctx.lineWidth = line;
    ctx.beginPath();
    ctx.arc(x, y, Math.max(radius, 4) * 1.16 + 2.5, 0, 2 * Math.PI);
    ctx.stroke();
  }
}

/** From far a seat is a dot, but mine must be found at once. */
function drawFarMine(ctx: CanvasRenderingContext2D, scene: Scene, mine: Iterable<number>): void {
  for (const place of mine) {
    const { x, y } = seatOnScreen(scene, place);
    ctx.save();
    ctx.translate(x, y);
    drawGlyph(ctx, 4, 6.5, scene.theme.accent, scene.theme);
    ctx.restore();
  }
}

function seatOnScreen(scene: Scene, place: number): OnScreen {
  const { hall, viewport } = scene;
  const point = toScreen(viewport, { x: hall.x[place] ?? 0, y: hall.y[place] ?? 0 });
  return { ...point, radius: hall.seatRadius * viewport.scale };
}
