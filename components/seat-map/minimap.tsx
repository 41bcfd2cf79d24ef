'use client';

import { useEffect, useRef, useState } from 'react';
import { fitCanvas } from './canvas-size';
import { drawSeats } from './draw';
import { drawAreas } from './draw-areas';
import { drawHall } from './draw-hall';
import { fitTo, type Point, type Size, toHall, type Viewport, visibleBounds } from './geometry';
import type { MapStage } from './map-stage';
import type { Scene } from './scene';

const roomy = { width: 132, height: 96 };
const tight = { width: 92, height: 68 };
/** The small seats are redrawn this often at most: they cost as much as the large ones. */
const seatsMilliseconds = 1000;

/** Where in the hall one is, once near enough to get lost. For mouse and finger only: keyboards have the list. */
export function Minimap({ stage }: { stage: MapStage }) {
  const boxRef = useRef<HTMLDivElement>(null);
  const seatsRef = useRef<HTMLCanvasElement>(null);
  const frameRef = useRef<HTMLDivElement>(null);
  // The map is there only in the browser, so the window may be asked.
  const [size] = useState(() => (window.innerWidth < 640 ? tight : roomy));

  useEffect(() => {
    const [box, canvas, frame] = [boxRef.current, seatsRef.current, frameRef.current];
    const ctx = canvas?.getContext('2d');
    if (!box || !canvas || !frame || !ctx) return;
    const viewport = fitTo(stage.hall.bounds, size, 6);
    let drawnAt = Number.NEGATIVE_INFINITY;
    let drawn: readonly unknown[] = [];
    let calmFrames = 0;
    return stage.addPainter((now, changed) => {
      const needed = stage.camera.zoom > 1.35;
      box.dataset.shown = String(needed);
      const scene = stage.scene(1);
      if (!needed || !scene) return false;
      placeFrame(frame, stage, viewport, size);
      calmFrames = changed ? 0 : calmFrames + 1;
      if (stage.camera.moving) return false;
      const looks = [stage.theme, stage.floor, stage.filter, stage.onlyAccessible];
      const seats = [stage.state.version, stage.areas.version];
      const due = now - drawnAt > seatsMilliseconds ? [...looks, ...seats] : looks;
      if (due.every((part, index) => part === drawn[index])) return false;
      // In a frame of their own: together with the large ones they would be too long for one.
      if (calmFrames < 2) return true;
      drawnAt = now;
      drawn = [...looks, ...seats];
      drawSmall(ctx, canvas, { ...scene, viewport, size });
      return false;
    });
  }, [stage, size]);

  const go = (event: React.PointerEvent) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at: Point = { x: event.clientX - box.left, y: event.clientY - box.top };
    const point = toHall(fitTo(stage.hall.bounds, size, 6), at);
    const { scale } = stage.camera.viewport;
    const { width, height } = stage.camera.size;
    stage.camera.set({ scale, x: width / 2 - point.x * scale, y: height / 2 - point.y * scale });
  };

  return (
    <div
      ref={boxRef}
      aria-hidden="true"
      data-shown="false"
      onPointerDown={go}
      onPointerMove={go}
      style={size}
      className="absolute bottom-3 left-3 z-10 touch-none overflow-hidden rounded-2xl border border-line bg-surface opacity-0 shadow-(--shadow) transition-opacity duration-200 not-data-[shown=true]:pointer-events-none data-[shown=true]:opacity-100"
    >
      <canvas ref={seatsRef} className="absolute inset-0" />
      <div ref={frameRef} className="absolute top-0 left-0 rounded-sm border-2 border-accent-ink" />
    </div>
  );
}

function drawSmall(ctx: CanvasRenderingContext2D, canvas: HTMLCanvasElement, scene: Scene): void {
  const density = fitCanvas(canvas, scene.size);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  drawHall(ctx, { ...scene, density }, [], false);
  drawAreas(ctx, { ...scene, density });
  drawSeats(ctx, { ...scene, density }, null);
}

function placeFrame(frame: HTMLElement, stage: MapStage, viewport: Viewport, size: Size): void {
  const seen = visibleBounds(stage.camera.viewport, stage.camera.size);
  const left = Math.max(seen.left * viewport.scale + viewport.x, 1);
  const top = Math.max(seen.top * viewport.scale + viewport.y, 1);
  const right = Math.min(seen.right * viewport.scale + viewport.x, size.width - 3);
  const bottom = Math.min(seen.bottom * viewport.scale + viewport.y, size.height - 3);
  frame.style.transform = `translate(${left}px, ${top}px)`;
  frame.style.width = `${Math.max(right - left, 6)}px`;
  frame.style.height = `${Math.max(bottom - top, 6)}px`;
}
