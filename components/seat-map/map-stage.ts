import type { AreaCounts } from './area-counts';
import { Camera } from './camera';
import { buildPlates, type Plates } from './draw-hall';
import { effectMilliseconds, type SeatEffect } from './draw-overlay';
import { firstFloor } from './floors';
import type { HallModel } from './hall-model';
import type { Scene } from './scene';
import type { SeatState } from './seat-state';
import type { SeatTheme } from './seat-theme';
import { Settling } from './settling';

/** Draws one frame; `changed` when more than hover and effects is new. Returns true to be called again next frame. */
export type Painter = (now: number, changed: boolean) => boolean;

/** More fades at once than this are no information, only work. */
const mostEffects = 300;

/**
 * What the layers share, outside React: hall, state, camera, hover, effects, and one loop that draws a frame only when
 * something is new. Hundreds of changes a second cost no React work at all.
 */
export class MapStage {
  readonly camera: Camera;
  readonly settling = new Settling();
  theme: SeatTheme | null = null;
  filter: ReadonlySet<number> | null = null;
  onlyAccessible = false;
  hover: number | null = null;
  focus: number | null = null;
  hoverSection: number | null = null;
  hoverArea: number | null = null;
  mine: readonly number[] = [];
  effects: SeatEffect[] = [];
  private shownFloor: number | null;
  private readonly floorListeners = new Set<() => void>();
  private readonly painters = new Set<Painter>();
  private builtPlates: Plates | null = null;
  private frame = 0;
  private viewChanged = true;
  /** Grows with everything that changes the drawing at the same viewport: seats, theme, filter, floor. */
  looks = 0;
  private readonly shownBefore: Uint8Array;

  constructor(
    readonly hall: HallModel,
    readonly state: SeatState,
    readonly areas: AreaCounts,
  ) {
    this.camera = new Camera(hall.bounds, hall.pitch, () => this.look());
    this.shownFloor = firstFloor(hall);
    this.shownBefore = state.shownCodes.slice();
  }

  /** What lies under the sections; made when it is first drawn. */
  get plates(): Plates {
    this.builtPlates ??= buildPlates(this.hall);
    return this.builtPlates;
  }

  /** Adds a layer to the loop until the returned function is called. */
  addPainter(painter: Painter): () => void {
    this.painters.add(painter);
    this.redraw();
    return () => this.painters.delete(painter);
  }

  /** Asks for a frame with everything drawn anew. */
  redraw(): void {
    this.looks += 1;
    this.look();
  }

  /** Asks for a frame from where the camera is now. */
  private look(): void {
    this.viewChanged = true;
    this.settling.disturb();
    this.schedule();
  }

  /** Asks for a frame where only what lies over the seats is new. */
  redrawOverlay(): void {
    this.schedule();
  }

  /** What the drawing functions need, as it is now; null before the theme is known. */
  scene(density: number): Scene | null {
    if (!this.theme || this.camera.size.width === 0) return null;
    const { hall, theme, filter, onlyAccessible, floor } = this;
    const { viewport, size } = this.camera;
    return {
      hall,
      codes: this.state.shownCodes,
      areas: this.areas,
      viewport,
      size,
      density,
      theme,
      filter,
      onlyAccessible,
      floor,
    };
  }

  /** The floor shown, an index into the hall's floors; null = all, where none hides another. */
  get floor(): number | null {
    return this.shownFloor;
  }

  /** Shows a floor; the camera stays where it is. */
  showFloor(floor: number | null): void {
    if (floor === this.shownFloor) return;
    this.shownFloor = floor;
    this.hover = null;
    this.redraw();
    for (const listener of this.floorListeners) listener();
  }

  /** Makes sure that the floor of this seat is shown. */
  showFloorOf(place: number): void {
    if (this.shownFloor !== null) this.showFloor(this.hall.floor[place] ?? 0);
  }

  /** Calls `listener` when another floor is shown. */
  onFloor = (listener: () => void): (() => void) => {
    this.floorListeners.add(listener);
    return () => this.floorListeners.delete(listener);
  };

  /** Lets seats flash (lost) or pulse (free, try these). */
  draw(kind: 'flash' | 'pulse', places: Iterable<number>): void {
    const startedAt = performance.now();
    for (const place of places) this.effects.push({ kind, place, startedAt, before: 0 });
    this.redrawOverlay();
  }

  /** Follows the seats' state until the returned function is called; may be opened again. */
  open(): () => void {
    const stops = [
      this.state.subscribe((changed) => this.onSeats(changed)),
      this.areas.subscribe((looks) => (looks ? this.redraw() : this.redrawOverlay())),
    ];
    this.redraw();
    return () => {
      cancelAnimationFrame(this.frame);
      this.settling.stop();
      this.frame = 0;
      for (const stop of stops) stop();
    };
  }

  private onSeats(changed: readonly number[] | 'all'): void {
    if (changed === 'all') {
      this.shownBefore.set(this.state.shownCodes);
    } else {
      const startedAt = performance.now();
      for (const place of changed) {
        const before = this.shownBefore[place] ?? 0;
        this.shownBefore[place] = this.state.shownCodes[place] ?? 0;
        if (this.effects.length < mostEffects) this.effects.push({ kind: 'fade', place, startedAt, before });
      }
    }
    this.redraw();
  }

  private schedule(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame((now) => this.run(now));
  }

  private run(now: number): void {
    this.frame = 0;
    const moving = this.camera.step(now);
    this.effects = this.effects.filter(({ kind, startedAt }) => now - startedAt < effectMilliseconds[kind]);
    const changed = this.viewChanged || moving;
    this.viewChanged = false;
    let again = false;
    for (const painter of this.painters) again = painter(now, changed) || again;
    if (moving) this.viewChanged = true;
    if (moving || again || this.effects.length > 0) this.schedule();
    this.settling.drawn(!again && !this.camera.moving);
  }
}
