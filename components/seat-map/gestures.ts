import type { Point } from './geometry';
import type { MapStage } from './map-stage';

/** What a hand on the map means to the picker. */
export interface GestureMeaning {
  /** A tap or click at CSS pixels within the map. */
  tap: (at: Point, touch: boolean) => void;
  /** The mouse is over this point; null = it has left, or is dragging. */
  hover: (at: Point | null) => void;
}

/** A finger trembles: less than this is a tap, not a drag (CSS pixels). */
const tapSlack = { mouse: 4, touch: 10 };
const longestTapMilliseconds = 600;

interface Hand {
  at: Point;
  from: Point;
  since: number;
  touch: boolean;
}

/**
 * Mouse, pen and fingers on the map: drag to pan (and glide on), wheel or pinch to zoom, tap. Listens until the
 * returned function is called.
 */
export function listenToGestures(element: HTMLElement, stage: MapStage, meaning: GestureMeaning): () => void {
  const hands = new Map<number, Hand>();
  const trail: { at: Point; when: number }[] = [];
  let dragged = false;
  let tapped: Hand | null = null;
  const pointOf = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 && event.pointerType === 'mouse') return;
    if (hands.size === 0) dragged = false;
    else dragged = true;
    const at = pointOf(event);
    hands.set(event.pointerId, {
      at,
      from: at,
      since: event.timeStamp,
      touch: event.pointerType !== 'mouse',
    });
    trail.length = 0;
    element.setPointerCapture(event.pointerId);
    stage.camera.hold(true);
  };

  const onMove = (event: PointerEvent) => {
    const hand = hands.get(event.pointerId);
    const at = pointOf(event);
    if (!hand) {
      if (event.pointerType === 'mouse') meaning.hover(at);
      return;
    }
    const slack = hand.touch ? tapSlack.touch : tapSlack.mouse;
    if (!dragged && Math.hypot(at.x - hand.from.x, at.y - hand.from.y) < slack) return;
    if (!dragged) meaning.hover(null);
    dragged = true;
    const other = [...hands].find(([id]) => id !== event.pointerId)?.[1];
    if (other) pinch(stage, hand.at, at, other.at);
    else stage.camera.pan(at.x - hand.at.x, at.y - hand.at.y);
    hand.at = at;
    trail.push({ at, when: event.timeStamp });
    if (trail.length > 6) trail.shift();
  };

  const onUp = (event: PointerEvent) => {
    const hand = hands.get(event.pointerId);
    if (!hand) return;
    hands.delete(event.pointerId);
    if (hands.size > 0) return;
    stage.camera.hold(false);
    if (event.type === 'pointercancel') return;
    tapped = !dragged && event.timeStamp - hand.since < longestTapMilliseconds ? hand : null;
    if (!tapped) glideOn(stage, trail, event.timeStamp);
  };

  // Not at pointerup: what the tap brings up (a notice with buttons) would be under the finger when the browser's click comes.
  const onClick = () => {
    if (tapped) meaning.tap(tapped.at, tapped.touch);
    tapped = null;
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A pinch on a touchpad comes as a wheel with ctrl and small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0018;
    const step = Math.min(Math.max(event.deltaY * lines * speed, -0.6), 0.6);
    stage.camera.zoomBy(Math.exp(-step), pointOf(event));
  };

  const onLeave = () => meaning.hover(null);
  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onUp);
  element.addEventListener('pointercancel', onUp);
  element.addEventListener('pointerleave', onLeave);
  element.addEventListener('click', onClick);
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', onUp);
    element.removeEventListener('pointerleave', onLeave);
    element.removeEventListener('click', onClick);
    element.removeEventListener('wheel', onWheel);
  };
}

/** Two fingers: their distance zooms, their middle pans. */
function pinch(stage: MapStage, before: Point, now: Point, other: Point): void {
  const was = Math.hypot(before.x - other.x, before.y - other.y);
  const is = Math.hypot(now.x - other.x, now.y - other.y);
  stage.camera.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  if (was < 8) return;
  stage.camera.zoomBy(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
}

function glideOn(stage: MapStage, trail: { at: Point; when: number }[], now: number): void {
  const recent = trail.filter(({ when }) => now - when < 90);
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last || last.when <= first.when) return;
  const elapsed = last.when - first.when;
  stage.camera.throwWith(
    (last.at.x - first.at.x) / elapsed,
    (last.at.y - first.at.y) / elapsed,
    performance.now(),
  );
}
