import { toScreen } from './geometry';
import type { Scene } from './scene';
import type { SeatTheme } from './seat-theme';

/** What is written on a section seen from far, by its index. */
export interface SectionWords {
  name: (section: number) => string;
  /** How many seats are free, or that none is. */
  note: (section: number) => string;
  free: (section: number) => boolean;
}

/** Where a label stands, CSS pixels. */
export interface LabelBox {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface LabelLook {
  name: string;
  note: string;
  compact: boolean;
}

/**
 * Writes names on the sections, the largest first. Each says as much as fits on it without covering a neighbour's: name and
 * free seats, or a short name, or nothing until one comes nearer. A hovered one says all. What stands there already (`others`)
 * is not covered.
 */
export function drawSectionLabels(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  words: SectionWords,
  hovered: number | null,
  others: readonly LabelBox[] = [],
): void {
  const { hall, size, theme } = scene;
  const order = hall.sections.map((_, index) => index);
  const weight = (index: number) => (index === hovered ? Infinity : (hall.sections[index]?.seatCount ?? 0));
  order.sort((a, b) => weight(b) - weight(a));
  const taken = [...others];
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const index of order) {
    const section = hall.sections[index];
    if (!section || section.seatCount === 0) continue;
    if (scene.floor !== null && section.floor !== scene.floor) continue;
    const at = toScreen(scene.viewport, section.anchor);
    const full = { name: words.name(index), note: words.note(index), compact: false };
    const short = { name: section.shortName, note: '', compact: true };
    for (const look of index === hovered ? [full] : [full, short]) {
      const { w, h } = measureLabel(ctx, look, theme.fontFamily);
      const box = { x: at.x - w / 2, y: at.y - h / 2, w, h };
      if (index !== hovered && !hasRoom(scene, index, box)) continue;
      if (taken.some((other) => overlap(other, box)) || !onScreen(box, size)) continue;
      taken.push(box);
      const colour = hall.colours[section.category] ?? theme.soft;
      drawLabel(ctx, theme, look, box, { hovered: index === hovered, free: words.free(index), colour });
      break;
    }
  }
}

function hasRoom({ hall, viewport }: Scene, index: number, box: LabelBox): boolean {
  const bounds = hall.sections[index]?.bounds;
  if (!bounds) return false;
  const wide = (bounds.right - bounds.left + hall.pitch) * viewport.scale;
  const tall = (bounds.bottom - bounds.top + hall.pitch) * viewport.scale;
  return box.w <= wide && box.h <= tall;
}

function onScreen(box: LabelBox, size: { width: number; height: number }): boolean {
  return box.x + box.w > 0 && box.x < size.width && box.y + box.h > 0 && box.y < size.height;
}

function overlap(a: LabelBox, b: LabelBox): boolean {
  return a.x < b.x + b.w + 2 && b.x < a.x + a.w + 2 && a.y < b.y + b.h + 2 && b.y < a.y + a.h + 2;
}

const widths = new Map<string, number>();
/** Forgotten all at once before they become many: counts change all evening. */
const mostWidths = 4000;

/** Setting a font and measuring costs more than drawing, and most labels are the same from frame to frame. */
function widthOf(ctx: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > mostWidths) widths.clear();
  ctx.font = font;
  const { width } = ctx.measureText(text);
  widths.set(key, width);
  return width;
}

/** How large a label is. */
export function measureLabel(
  ctx: CanvasRenderingContext2D,
  look: LabelLook,
  font: string,
): { w: number; h: number } {
  const name = widthOf(ctx, `700 ${look.compact ? 11 : 13}px ${font}`, look.name);
  if (look.compact) return { w: Math.max(name + 10, 20), h: 18 };
  return { w: Math.max(name, widthOf(ctx, `500 11.5px ${font}`, look.note)) + 20, h: 38 };
}

/** Draws a label into its box. */
export function drawLabel(
  ctx: CanvasRenderingContext2D,
  theme: SeatTheme,
  look: LabelLook,
  box: LabelBox,
  state: { hovered: boolean; free: boolean; colour: string },
): void {
  const { hovered, free } = state;
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.w, box.h, look.compact ? 6 : 10);
  ctx.globalAlpha = free ? 0.94 : 0.82;
  ctx.fillStyle = hovered ? theme.ink : theme.stage;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = hovered ? 2 : 1.25;
  ctx.strokeStyle = free ? state.colour : theme.lineStrong;
  ctx.stroke();
  const middle = box.x + box.w / 2;
  ctx.fillStyle = hovered ? theme.stage : free ? theme.ink : theme.faint;
  ctx.font = `700 ${look.compact ? 11 : 13}px ${theme.fontFamily}`;
  ctx.fillText(look.name, middle, look.compact ? box.y + box.h / 2 + 0.5 : box.y + 13);
  if (look.compact) return;
  ctx.font = `500 11.5px ${theme.fontFamily}`;
  ctx.fillStyle = hovered ? theme.stage : theme.soft;
  ctx.fillText(look.note, middle, box.y + 27.5);
}
