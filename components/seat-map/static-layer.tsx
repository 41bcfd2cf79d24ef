'use client';

import { useEffect, useRef } from 'react';
import type { MapStage } from './map-stage';
import { SeatPainter } from './seat-painter';

/** The hall and its seats. Draws only when seats, theme or viewport change. */
export function StaticLayer({ stage }: { stage: MapStage }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    const ctx = canvas?.getContext('2d');
    if (!canvas || !ctx) return;
    const painter = new SeatPainter(stage, canvas, ctx);
    return stage.addPainter((now, changed) => painter.paint(now, changed));
  }, [stage]);
  return <canvas ref={canvasRef} className="absolute inset-0 origin-top-left" />;
}
