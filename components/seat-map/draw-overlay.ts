import { detailAt, type Scene } from './draw';
import { toScreen } from './geometry';
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
  effects: readonly SeatEffect[];
  mine: Iterable<number>;
  /** Words under a section's name, by index: how many are free, or that none is. */
  sectionNote: (section: number) => string;
  sectionFree: (section: number) => boolean;
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
  const detail = detailAt(scene.hall, scene.viewport.scale);
  if (detail === 'sections') {
    drawSectionLabels(ctx, scene, overlay);
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

/** Names first of the large sections; one that would lie on another is left out (nearer, there is room for it). */
function drawSectionLabels(ctx: CanvasRenderingContext2D, scene: Scene, overlay: Overlay): void {
  const { hall, viewport, size, theme } = scene;
  const order = hall.sections.map((_, index) => index);
  const isHovered = (section: number) => Number(section === overlay.hoverSection);
  order.sort(
    (a, b) =>
      isHovered(b) - isHovered(a) || (hall.sections[b]?.seatCount ?? 0) - (hall.sections[a]?.seatCount ?? 0),
  );
  const taken: { x: number; y: number; w: number; h: number }[] = [];
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const index of order) {
    const section = hall.sections[index];
    if (!section || section.seatCount === 0) continue;
    const at = toScreen(viewport, section.anchor);
    const wide = (section.bounds.right - section.bounds.left) * viewport.scale;
    const compact = wide < 64 && hall.sections.length > 6;
    const look = { name: section.name, note: overlay.sectionNote(index), compact };
    const box = measureLabel(ctx, look, theme.fontFamily);
    const place = { x: at.x - box.w / 2, y: at.y - box.h / 2, ...box };
    if (place.x + place.w < 0 || place.x > size.width || place.y + place.h < 0 || place.y > size.height)
      continue;
    if (taken.some((other) => overlap(other, place))) continue;
    taken.push(place);
    drawLabel(ctx, scene, look, place, {
      hovered: index === overlay.hoverSection,
      free: overlay.sectionFree(index),
      colour: hall.colours[section.category] ?? theme.soft,
    });
  }
}

interface LabelLook {
  name: string;
  note: string;
  compact: boolean;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w + 3 && b.x < a.x + a.w + 3 && a.y < b.y + b.h + 3 && b.y < a.y + a.h + 3;
}

type Box = { x: number; y: number; w: number; h: number };

function measureLabel(
  ctx: CanvasRenderingContext2D,
  look: LabelLook,
  font: string,
): { w: number; h: number } {
  ctx.font = `700 ${look.compact ? 11 : 13}px ${font}`;
  const name = ctx.measureText(look.name).width;
  if (look.compact) return { w: Math.max(name + 12, 24), h: 20 };
  ctx.font = `500 11.5px ${font}`;
  return { w: Math.max(name, ctx.measureText(look.note).width) + 20, h: 38 };
}

function drawLabel(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  look: LabelLook,
  box: Box,
  state: { hovered: boolean; free: boolean; colour: string },
): void {
  const { theme } = scene;
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.w, box.h, look.compact ? 7 : 10);
  ctx.globalAlpha = state.free ? 0.94 : 0.82;
  ctx.fillStyle = state.hovered ? theme.ink : theme.stage;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = state.hovered ? 2 : 1.25;
  ctx.strokeStyle = state.free ? state.colour : theme.lineStrong;
  ctx.stroke();
  const middle = box.x + box.w / 2;
  const ink = state.hovered ? theme.stage : theme.ink;
  ctx.fillStyle = state.free ? ink : state.hovered ? theme.stage : theme.faint;
  ctx.font = `700 ${look.compact ? 11 : 13}px ${theme.fontFamily}`;
  ctx.fillText(look.name, middle, look.compact ? box.y + box.h / 2 + 0.5 : box.y + 13);
  if (look.compact) return;
  ctx.font = `500 11.5px ${theme.fontFamily}`;
  ctx.fillStyle = state.hovered ? theme.stage : theme.soft;
  ctx.fillText(look.note, middle, box.y + 27.5);
}
