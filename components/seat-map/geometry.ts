/** A point, in hall units or in CSS pixels; each use says which. */
export interface Point {
  x: number;
  y: number;
}

/** An upright rectangle. */
export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The visible part of the page the map has, in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Where the hall lies on the screen: screen = hall × scale + (x, y), in CSS pixels. */
export interface Viewport {
  scale: number;
  x: number;
  y: number;
}

/** What the whole hall keeps clear of at the upper and the lower edge, CSS pixels. */
export interface Insets {
  top: number;
  bottom: number;
}

export const noInsets: Insets = { top: 0, bottom: 0 };

/** How far one may zoom: CSS pixels a hall unit. */
export interface ZoomRange {
  min: number;
  max: number;
}

/** Hall point → CSS pixels. */
export function toScreen(viewport: Viewport, point: Point): Point {
  return { x: point.x * viewport.scale + viewport.x, y: point.y * viewport.scale + viewport.y };
}

/** CSS pixels → hall point. */
export function toHall(viewport: Viewport, point: Point): Point {
  return { x: (point.x - viewport.x) / viewport.scale, y: (point.y - viewport.y) / viewport.scale };
}

/** The part of the hall that is on the screen, `margin` CSS pixels around included. */
export function visibleBounds(viewport: Viewport, size: Size, margin = 0): Bounds {
  const topLeft = toHall(viewport, { x: -margin, y: -margin });
  const bottomRight = toHall(viewport, { x: size.width + margin, y: size.height + margin });
  return { left: topLeft.x, top: topLeft.y, right: bottomRight.x, bottom: bottomRight.y };
}

/** The viewport that shows all of `bounds` in the middle between the insets, `padding` CSS pixels free on each side. */
export function fitTo(bounds: Bounds, size: Size, padding: number, insets = noInsets): Viewport {
  const width = Math.max(bounds.right - bounds.left, 1);
  const height = Math.max(bounds.bottom - bounds.top, 1);
  const room = {
    width: Math.max(size.width - 2 * padding, 1),
    height: Math.max(size.height - insets.top - insets.bottom - 2 * padding, 1),
  };
  const scale = Math.min(room.width / width, room.height / height);
  const fitted = centredOn({ x: bounds.left + width / 2, y: bounds.top + height / 2 }, scale, size);
  return panBy(fitted, 0, (insets.top - insets.bottom) / 2);
}

/** The viewport of this scale with a hall point in the middle of the screen. */
export function centredOn(point: Point, scale: number, size: Size): Viewport {
  return { scale, x: size.width / 2 - point.x * scale, y: size.height / 2 - point.y * scale };
}

/** Zooms by `factor`, keeping what is under `anchor` (CSS pixels) in its place; stays within `range`. */
export function zoomAt(viewport: Viewport, anchor: Point, factor: number, range: ZoomRange): Viewport {
  const scale = Math.min(Math.max(viewport.scale * factor, range.min), range.max);
  const ratio = scale / viewport.scale;
  return {
    scale,
    x: anchor.x - (anchor.x - viewport.x) * ratio,
    y: anchor.y - (anchor.y - viewport.y) * ratio,
  };
}

/** Moves by CSS pixels. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { scale: viewport.scale, x: viewport.x + dx, y: viewport.y + dy };
}

/**
 * Keeps the hall on the screen: a hall smaller than the room between the insets is centred there; a larger one may be
 * moved until its edge stands a third of the screen inside, so that the outermost seats can be brought to the middle.
 */
export function clampToHall(
  viewport: Viewport,
  bounds: Bounds,
  size: Size,
  range: ZoomRange,
  insets = noInsets,
): Viewport {
  const scale = Math.min(Math.max(viewport.scale, range.min), range.max);
  const kept =
    scale === viewport.scale ? viewport : zoomAt(viewport, middle(size), scale / viewport.scale, range);
  return {
    scale,
    x: clampAxis(kept.x, bounds.left * scale, bounds.right * scale, { from: 0, to: size.width }),
    y: clampAxis(kept.y, bounds.top * scale, bounds.bottom * scale, {
      from: insets.top,
      to: size.height - insets.bottom,
    }),
  };
}

function clampAxis(offset: number, low: number, high: number, room: { from: number; to: number }): number {
  const extent = high - low;
  const length = room.to - room.from;
  if (extent <= length) return room.from + (length - extent) / 2 - low;
  const slack = length / 3;
  return Math.min(Math.max(offset, room.to - slack - high), room.from + slack - low);
}

/** The viewport between two others, `t` from 0 to 1: the scale moves evenly to the eye, the middle goes straight. */
export function between(from: Viewport, to: Viewport, t: number, size: Size): Viewport {
  const scale = from.scale * (to.scale / from.scale) ** t;
  const a = toHall(from, middle(size));
  const b = toHall(to, middle(size));
  // Zooming in, most of the way must be gone while the hall is still small, else it rushes past.
  const growth = to.scale / from.scale;
  const way = Math.abs(growth - 1) < 0.001 ? t : (1 - growth ** -t) / (1 - 1 / growth);
  return centredOn({ x: a.x + (b.x - a.x) * way, y: a.y + (b.y - a.y) * way }, scale, size);
}

function middle(size: Size): Point {
  return { x: size.width / 2, y: size.height / 2 };
}
