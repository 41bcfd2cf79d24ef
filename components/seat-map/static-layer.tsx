'use client';

import { useEffect, useRef } from 'react';
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

/** The hall and its seats. Draws only when seats, theme or viewport change. */
export function StaticLayer({ stage }: { stage: MapStage }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    const ctx = canvas?.getContext('2d');
    if (!canvas || !ctx) return;
    return stage.addPainter(seatPainter(stage, canvas, ctx));
  }, [stage]);
  return <canvas ref={canvasRef} className="absolute inset-0 origin-top-left" />;
}

function seatPainter(stage: MapStage, canvas: HTMLCanvasElement, ctx: CanvasRenderingContext2D) {
  let glyphs: SeatGlyphs | null = null;
  let drawnFor: Viewport | null = null;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let cost = 0;
  let justDrawn = false;
  return (now: number, seatsChanged: boolean): boolean => {
    // Browsers record what is drawn and paint it later: what it really cost shows in how late the next frame comes.
    if (justDrawn) cost = Math.max(cost, now - drawnAt - frameMilliseconds);
    justDrawn = false;
    if (!seatsChanged) return false;
    const scene = stage.scene(fitCanvas(canvas, stage.camera.size));
    if (!scene) return false;
    const due = now - drawnAt > Math.max(refreshMilliseconds, cost * refreshShare);
    if (drawnFor && stage.camera.moving && cost > smoothMilliseconds && !due) {
      canvas.style.transform = stretch(drawnFor, scene.viewport);
      // The final, sharp drawing comes when the movement ends.
      return false;
    }
    const begun = performance.now();
    glyphs = drawScene(ctx, scene, stage, glyphs);
    cost = performance.now() - begun;
    canvas.style.transform = '';
    drawnFor = scene.viewport;
    drawnAt = now;
    justDrawn = stage.camera.moving;
    return false;
  };
}

function drawScene(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  stage: MapStage,
  glyphs: SeatGlyphs | null,
): SeatGlyphs | null {
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  drawHall(ctx, scene, stage.plates, detailAt(scene.hall, scene.viewport.scale) === 'sections');
  drawAreas(ctx, scene);
  return drawSeats(ctx, scene, glyphs);
}

function stretch(from: Viewport, to: Viewport): string {
  const ratio = to.scale / from.scale;
  return `translate(${to.x - from.x * ratio}px, ${to.y - from.y * ratio}px) scale(${ratio})`;
}
