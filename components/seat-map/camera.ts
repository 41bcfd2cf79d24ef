import {
  type Bounds,
  between,
  centredOn,
  clampToHall,
  fitTo,
  noInsets,
  type Point,
  panBy,
  type Size,
  toHall,
  type Viewport,
  type ZoomRange,
  zoomAt,
} from './geometry';

const flightMilliseconds = 320;
/** CSS pixels around what is shown as a whole. */
export const fitPadding = 20;
/** A wheel's steps come apart: this long after the last one it is taken to be still turning. */
const wheelRestMilliseconds = 140;
/** How far one may come near: neighbours this many CSS pixels apart. */
const nearestPitch = 76;

interface Flight {
  from: Viewport;
  to: Viewport;
  startedAt: number;
}

/** Where the eye is over the hall and how it gets there: jumps, flights, gliding on after a throw. Knows no canvas. */
export class Camera {
  viewport: Viewport = { scale: 1, x: 0, y: 0 };
  size: Size = { width: 0, height: 0 };
  /** No flights and no gliding: for people who asked their device for less motion. */
  calm = false;
  private flight: Flight | null = null;
  private glide: { vx: number; vy: number; at: number } | null = null;
  private dragging = false;
  private wheelingUntil = 0;
  private insets = noInsets;

  constructor(
    private readonly bounds: Bounds,
    private readonly pitch: number,
    private readonly changed: () => void,
  ) {}

  /** Between the whole hall and seats a thumb wide. */
  get range(): ZoomRange {
    const whole = this.whole().scale;
    return { min: whole, max: Math.max(whole, nearestPitch / this.pitch) };
  }

  /** Whether the picture is going to change by itself or by the hand on it. */
  get moving(): boolean {
    return this.flight !== null || this.glide !== null || this.dragging || this.wheelingUntil > 0;
  }

  /** How much nearer than the whole hall. */
  get zoom(): number {
    return this.viewport.scale / this.range.min;
  }

  /**
   * The map got another size: at first the whole hall is shown, later its middle stays where it is.
   * @param insets what the whole hall keeps clear of
   */
  resize(size: Size, insets = noInsets): void {
    const before = this.size;
    const centre = { x: before.width / 2, y: before.height / 2 };
    const isWhole = ({ scale }: Viewport) => before.width === 0 || scale / this.range.min <= 1.001;
    const [here, goal] = [this.viewport, this.flight?.to];
    const [hereIsWhole, goalIsWhole] = [isWhole(here), goal !== undefined && isWhole(goal)];
    this.size = size;
    this.insets = insets;
    this.stop();
    this.set(hereIsWhole ? this.whole() : centredOn(toHall(here, centre), here.scale, size));
    // What the buyer is being brought to must not be lost because the tray grows at the same moment.
    if (goal) this.flyTo(goalIsWhole ? this.whole() : centredOn(toHall(goal, centre), goal.scale, size));
  }

  /** Shows this at once. */
  set(viewport: Viewport): void {
    this.viewport = this.clamp(viewport);
    this.changed();
  }

  /** The hand takes hold of the map (or lets go). */
  hold(dragging: boolean): void {
    this.dragging = dragging;
    if (dragging) this.stop();
    // Taking hold changes nothing yet; letting go may leave a drawing to be made sharp.
    else this.changed();
  }

  /** Moves by CSS pixels. */
  pan(dx: number, dy: number): void {
    this.set(panBy(this.viewport, dx, dy));
  }

  /** Zooms at a point of the screen, at once: for wheel and pinch. */
  zoomBy(factor: number, anchor: Point): void {
    this.stop();
    this.wheelingUntil = performance.now() + wheelRestMilliseconds;
    this.set(zoomAt(this.viewport, anchor, factor, this.range));
  }

  /** Zooms in a flight: for buttons and double taps. */
  flyBy(factor: number, anchor: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    this.flyTo(zoomAt(this.flight?.to ?? this.viewport, anchor, factor, this.range));
  }

  /** Shows all of the hall. */
  flyHome(): void {
    this.flyTo(this.whole());
  }

  /** Shows all within these bounds. */
  flyToFit(bounds: Bounds): void {
    this.flyTo(fitTo(bounds, this.size, fitPadding * 2));
  }

  /** Shows these bounds, but comes no nearer than needed to tell the seats apart. */
  flyToBounds(bounds: Bounds): void {
    const room = this.pitch * 1.5;
    const wide = {
      left: bounds.left - room,
      top: bounds.top - room,
      right: bounds.right + room,
      bottom: bounds.bottom + room,
    };
    const wanted = fitTo(wide, this.size, fitPadding);
    const scale = Math.min(wanted.scale, 44 / this.pitch);
    const middle = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
    this.flyTo(centredOn(middle, Math.max(scale, this.range.min), this.size));
  }

  /** Brings a hall point to the middle, at least this near. */
  flyToPoint(point: Point, scale: number): void {
    this.flyTo(centredOn(point, Math.max(scale, this.viewport.scale), this.size));
  }

  /** Lets the map glide on with this speed, CSS pixels a millisecond. */
  throwWith(vx: number, vy: number, now: number): void {
    if (this.calm || Math.hypot(vx, vy) < 0.08) return;
    this.glide = { vx, vy, at: now };
    this.changed();
  }

  /** Goes on with flight or glide. Returns whether there is more to come. */
  step(now: number): boolean {
    if (this.flight) this.stepFlight(this.flight, now);
    else if (this.glide) this.stepGlide(this.glide, now);
    if (now >= this.wheelingUntil) this.wheelingUntil = 0;
    return this.flight !== null || this.glide !== null || this.wheelingUntil > 0;
  }

  private whole(): Viewport {
    return fitTo(this.bounds, this.size, fitPadding, this.insets);
  }

  private clamp(viewport: Viewport): Viewport {
    return clampToHall(viewport, this.bounds, this.size, this.range, this.insets);
  }

  private flyTo(viewport: Viewport): void {
    this.glide = null;
    const to = this.clamp(viewport);
    if (this.calm) {
      this.flight = null;
      this.set(to);
      return;
    }
    this.flight = { from: this.viewport, to, startedAt: performance.now() };
    this.changed();
  }

  private stepFlight({ from, to, startedAt }: Flight, now: number): void {
    const t = Math.min(Math.max((now - startedAt) / flightMilliseconds, 0), 1);
    const eased = 1 - (1 - t) ** 3;
    this.viewport = t === 1 ? to : between(from, to, eased, this.size);
    if (t === 1) this.flight = null;
  }

  private stepGlide(glide: { vx: number; vy: number; at: number }, now: number): void {
    const elapsed = Math.min(Math.max(now - glide.at, 0), 48);
    const before = this.viewport;
    this.viewport = this.clamp(panBy(before, glide.vx * elapsed, glide.vy * elapsed));
    const drag = Math.exp(-elapsed / 240);
    this.glide = { vx: glide.vx * drag, vy: glide.vy * drag, at: now };
    const stuck = elapsed > 0 && this.viewport.x === before.x && this.viewport.y === before.y;
    if (stuck || Math.hypot(this.glide.vx, this.glide.vy) < 0.02) this.glide = null;
  }

  private stop(): void {
    this.flight = null;
    this.glide = null;
  }
}
