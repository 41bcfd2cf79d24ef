import { fitCanvas } from './canvas-size';
import { detailAt, drawSeats } from './draw';
import { drawAreas } from './draw-areas';
import { drawHall } from './draw-hall';
import type { Viewport } from './geometry';
import type { MapStage } from './map-stage';
import type { Scene } from './scene';
import type { SeatGlyphs } from './seat-glyphs';

/** A drawing that costs more than this is not repeated at every frame of a movement; the last one is moved and stretched instead. */
const smoothMilliseconds = 9;
/** Meanwhile it is made anew now and then, so that the edges do not stay empty: for at most a tenth of the time. */
const refreshMilliseconds = 110;
const refreshShare = 10;
/** A frame on a screen of 60 a second. */
const frameMilliseconds = 17;
/** The seats' state comes right behind the hall: so long the hall waits for it alone, and the seats are drawn once. */
const stateMilliseconds = 400;

/** Draws the hall and its seats when they have changed: at once where that is quick, else when the hand has had its answer. */
export class SeatPainter {
  private glyphs: SeatGlyphs | null = null;
  private drawnFor: Viewport | null = null;
  private drawnLooks = -1;
  private drawnAt = Number.NEGATIVE_INFINITY;
  private cost = 0;
  private justDrawn = false;
  /** What is shown is moved or incomplete; a whole, sharp drawing is to come. */
  private owing = false;
  private bornAt: number | null = null;
  /** The canvas is not where it was when it was drawn. */
  private moved = false;

  constructor(
    private readonly stage: MapStage,
    private readonly canvas: HTMLCanvasElement,
    private readonly ctx: CanvasRenderingContext2D,
  ) {}

  /** One frame. Returns true to be called again in the next. */
  paint(now: number, changed: boolean): boolean {
    // Browsers record what is drawn and paint it later: what it really cost shows in how late the next frame comes.
    if (this.justDrawn) this.cost = Math.max(this.cost, now - this.drawnAt - frameMilliseconds);
    this.justDrawn = false;
    if (!changed && !this.owing) return false;
    const { width, height } = this.canvas;
    const scene = this.stage.scene(fitCanvas(this.canvas, this.stage.camera.size));
    if (!scene) return false;
    const emptied = this.canvas.width !== width || this.canvas.height !== height;
    this.bornAt ??= now;
    if (!emptied && !this.owing && this.isDrawn(scene.viewport)) return false;
    const alone = !this.stage.state.known && now - this.bornAt < stateMilliseconds;
    if (alone && this.owing && !emptied && !changed) return true;
    if (!emptied && this.drawnFor && this.mayWait(now, this.drawnFor, scene.viewport, changed)) {
      this.canvas.style.transform = stretch(this.drawnFor, scene.viewport);
      this.moved = true;
      // While it moves each frame comes here by itself, and the last one draws.
      this.owing = !this.stage.camera.moving;
      return this.owing;
    }
    this.draw(now, scene, alone);
    this.owing = alone;
    return alone;
  }

  /** Whether the last drawing, moved, will do for this frame. */
  private mayWait(now: number, from: Viewport, to: Viewport, changed: boolean): boolean {
    if (this.cost <= smoothMilliseconds) return false;
    const due = now - this.drawnAt > Math.max(refreshMilliseconds, this.cost * refreshShare);
    if (this.stage.camera.moving) return !due;
    // The frame that answers a key or a lifted finger: what they meant is seen in it, and sharp in the next.
    return changed && !isSame(from, to);
  }

  /** Whether the drawing there is, is the one wanted: a hand that only tapped has moved nothing. */
  private isDrawn(viewport: Viewport): boolean {
    const { drawnFor, drawnLooks, stage } = this;
    return drawnFor !== null && !this.moved && drawnLooks === stage.looks && isSame(drawnFor, viewport);
  }

  private draw(now: number, scene: Scene, withoutSeats: boolean): void {
    const { ctx } = this;
    const begun = performance.now();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this.canvas.width, this.canvas.height);
    drawHall(ctx, scene, this.stage.plates, detailAt(scene.hall, scene.viewport.scale) === 'sections');
    drawAreas(ctx, scene);
    if (!withoutSeats) this.glyphs = drawSeats(ctx, scene, this.glyphs);
    this.cost = performance.now() - begun;
    this.canvas.style.transform = '';
    this.drawnFor = scene.viewport;
    this.drawnLooks = this.stage.looks;
    this.moved = false;
    this.drawnAt = now;
    this.justDrawn = this.stage.camera.moving;
  }
}

function isSame(a: Viewport, b: Viewport): boolean {
  return a.x === b.x && a.y === b.y && a.scale === b.scale;
}

function stretch(from: Viewport, to: Viewport): string {
  const ratio = to.scale / from.scale;
  return `translate(${to.x - from.x * ratio}px, ${to.y - from.y * ratio}px) scale(${ratio})`;
}
