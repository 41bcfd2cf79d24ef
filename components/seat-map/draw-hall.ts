import type { PictureArea } from '@/lib/domain/hall-picture';
import type { HallModel } from './hall-model';
import type { HallSection } from './hall-sections';
import type { Scene } from './scene';
import { inkOn, luminance, type SeatTheme } from './seat-theme';

/** What lies under a section: the plan's own outline of it, or rows stroked so wide that they run together. */
interface Plate {
  path: Path2D;
  outlined: boolean;
}

/** One plate a section, in hall units. Built once a hall. */
export type Plates = Plate[];

/** A gap this many usual distances wide is an aisle: the plate ends there. */
const aisle = 2.6;

/** Finds or makes the plate of every section; a stroked one follows its rows, so a curved block gets a curved plate. */
export function buildPlates(hall: HallModel): Plates {
  return hall.sections.map((section) => {
    const path = new Path2D();
    const outline = hall.areas.find((area) => outlines(area, section, hall.pitch));
    if (outline?.points) {
      for (const [x, y] of outline.points) path.lineTo(outline.x + x, outline.y + y);
      path.closePath();
      return { path, outlined: true };
    }
    for (const row of section.rows) traceRow(path, hall, hall.rows[row]?.places ?? new Int32Array(0));
    return { path, outlined: false };
  });
}

/** Whether a polygon ends where the section's seats end, give or take two seats. */
function outlines(area: PictureArea, section: HallSection, pitch: number): boolean {
  if (!area.points || area.rotation !== 0) return false;
  const xs = area.points.map(([x]) => area.x + x);
  const ys = area.points.map(([, y]) => area.y + y);
  const { left, right, top, bottom } = section.bounds;
  const near = (a: number, b: number) => Math.abs(a - b) < pitch * 2.5;
  return (
    near(Math.min(...xs), left) &&
    near(Math.max(...xs), right) &&
    near(Math.min(...ys), top) &&
    near(Math.max(...ys), bottom)
  );
}

function traceRow(path: Path2D, hall: HallModel, places: Int32Array): void {
  const at = (index: number) => ({ x: hall.x[places[index] ?? 0] ?? 0, y: hall.y[places[index] ?? 0] ?? 0 });
  // Few corners are enough for a smooth curve: every fourth seat, and both ends of each stretch.
  let drawn = 0;
  for (let index = 0; index < places.length; index += 1) {
    const here = at(index);
    const before = index > 0 ? at(index - 1) : null;
    const broken = !before || Math.hypot(here.x - before.x, here.y - before.y) > hall.pitch * aisle;
    if (broken) {
      if (before && drawn !== index - 1) path.lineTo(before.x, before.y);
      path.moveTo(here.x, here.y);
      path.lineTo(here.x + 0.01, here.y);
      drawn = index;
    } else if (index - drawn >= 4 || index === places.length - 1) {
      path.lineTo(here.x, here.y);
      drawn = index;
    }
  }
}

/** Draws what lies under the seats: the plan's own shapes (stage, walls, words) and a plate under each section. */
export function drawHall(ctx: CanvasRenderingContext2D, scene: Scene, plates: Plates, tint: boolean): void {
  const { hall, viewport, density, theme } = scene;
  const scale = viewport.scale * density;
  const toHallUnits = () => ctx.setTransform(scale, 0, 0, scale, viewport.x * density, viewport.y * density);
  toHallUnits();
  const isHere = (floor: number | undefined) =>
    scene.floor === null || (floor ?? scene.floor) === scene.floor;
  for (const area of hall.areas) {
    if (!isHere(area.floor)) continue;
    ctx.save();
    drawArea(ctx, area, theme, scale);
    ctx.restore();
  }
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  const width = Math.max(hall.pitch, hall.seatRadius * 2) * 1.55;
  for (const [index, { path, outlined }] of plates.entries()) {
    if (!isHere(hall.sections[index]?.floor)) continue;
    if (!outlined) {
      ctx.lineWidth = width + 2.4 / viewport.scale;
      ctx.strokeStyle = theme.dark ? theme.raised : theme.line;
      ctx.stroke(path);
      ctx.lineWidth = width;
      ctx.strokeStyle = theme.surface;
      ctx.stroke(path);
    }
    if (!tint) continue;
    const colour = hall.colours[hall.sections[index]?.category ?? 0] ?? theme.soft;
    ctx.globalAlpha = theme.dark ? 0.13 : 0.12;
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    if (outlined) ctx.fill(path);
    else ctx.stroke(path);
    ctx.globalAlpha = 1;
  }
}

function drawArea(ctx: CanvasRenderingContext2D, area: PictureArea, theme: SeatTheme, scale: number): void {
  ctx.translate(area.x, area.y);
  ctx.rotate((area.rotation * Math.PI) / 180);
  const fill = area.color && area.shape !== 'text' ? areaFill(area.color, theme) : null;
  if (area.shape !== 'text') {
    traceShape(ctx, area);
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fill();
    }
    if (area.borderColor) {
      ctx.lineWidth = 1.25 / scale;
      ctx.strokeStyle = area.borderColor;
      ctx.stroke();
    }
  }
  const { text } = area;
  // Words too small to read are only dirt.
  if (!text || text.size * scale < 7) return;
  ctx.fillStyle = fill && solid(fill) ? inkOn(fill) : theme.soft;
  ctx.font = `700 ${text.size}px ${theme.fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text.text, text.x, text.y);
}

/** Plans bring colours made for white paper: on the dark stage a solid light one would glare. */
function areaFill(colour: string, theme: SeatTheme): string {
  return theme.dark && solid(colour) && luminance(colour) > 0.4 ? theme.raised : colour;
}

/** #rgb, #rrggbb and names are solid; #rrggbbaa lets through. */
function solid(colour: string): boolean {
  return !/^#([\da-f]{4}|[\da-f]{8})$/i.test(colour);
}

/** Makes a shape of the plan the current path, in its own coordinates. */
export function traceShape(ctx: CanvasRenderingContext2D, area: PictureArea): void {
  ctx.beginPath();
  if (area.shape === 'rectangle') ctx.roundRect(0, 0, area.width ?? 0, area.height ?? 0, 6);
  if (area.shape === 'ellipse') ctx.ellipse(0, 0, area.rx ?? 0, area.ry ?? 0, 0, 0, 2 * Math.PI);
  if (area.shape === 'circle') ctx.arc(0, 0, area.r ?? 0, 0, 2 * Math.PI);
  for (const [index, [x, y]] of (area.points ?? []).entries()) {
    if (index === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
  if (area.points) ctx.closePath();
}
