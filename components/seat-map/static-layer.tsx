'use client';

import { useEffect, useRef } from 'react';
import { fitCanvas } from './canvas-size';
import { detailAt, drawSeats, type Scene } from './draw';
import { drawHall } from './draw-hall';
import type { Viewport } from './geometry';
import type { MapStage } from './map-stage';
import type { SeatGlyphs } from './seat-glyphs';

/** A drawing slower than this is not repeated at every frame of a movement; the last one is moved and stretched instead. */
const smoothMilliseconds = 9;
/** And is made anew this often meanwhile, so that the edges do not stay empty. */
const refreshMilliseconds = 110;

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
  let drawnAt = 0;
  let cost = 0;
  return (now: number, seatsChanged: boolean): boolean => {
    if (!seatsChanged) return false;
    const density = fitCanvas(canvas, stage.camera.size);
    const scene = stage.scene(density);
    if (!scene) return false;
    if (drawnFor && stage.camera.moving && cost > smoothMilliseconds && now - drawnAt < refreshMilliseconds) {
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
  return drawSeats(ctx, scene, glyphs);
}

function stretch(from: Viewport, to: Viewport): string {
  const ratio = to.scale / from.scale;
  return `translate(${to.x - from.x * ratio}px, ${to.y - from.y * ratio}px) scale(${ratio})`;
}
