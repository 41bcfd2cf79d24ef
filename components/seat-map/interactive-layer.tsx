'use client';

import { useEffect, useRef } from 'react';
import { fitCanvas } from './canvas-size';
import { drawOverlay } from './draw-overlay';
import type { MapStage } from './map-stage';

interface InteractiveLayerProps {
  stage: MapStage;
  /** Words for how many seats a section has left; 0 = none. */
  freeNote: (count: number) => string;
  /** A section's name in the reader's language. */
  sectionName: (name: string) => string;
  /** Words for a standing area's free places, and those that are mine. */
  areaNote: (free: number, mine: number) => string;
}

/** What moves over the seats: hover, keyboard focus, flashes, pulses, fades, and the sections' names seen from far. */
export function InteractiveLayer({ stage, freeNote, sectionName, areaNote }: InteractiveLayerProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    const ctx = canvas?.getContext('2d');
    if (!canvas || !ctx) return;
    const freeOf = (section: number) => stage.state.freeBySection[section] ?? 0;
    const names = stage.hall.sections.map(({ name }) => sectionName(name));
    // Asked for each section in each frame; a sentence costs more than its drawing.
    const notes = new Map<number, string>();
    const noteOf = (count: number) => {
      const note = notes.get(count) ?? freeNote(count);
      notes.set(count, note);
      return note;
    };
    const labels = {
      name: (section: number) => names[section] ?? '',
      note: (section: number) => (stage.state.known ? noteOf(freeOf(section)) : '…'),
      free: (section: number) => freeOf(section) > 0,
    };
    const areaLabels = {
      name: (area: number) => stage.hall.standing[area]?.name ?? '',
      note: (area: number) =>
        stage.areas.known ? areaNote(stage.areas.freeIn(area), stage.areas.mineIn(area)) : '…',
    };
    return stage.addPainter((now) => {
      const density = fitCanvas(canvas, stage.camera.size);
      const scene = stage.scene(density);
      if (!scene) return false;
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, canvas.width, canvas.height);
      const { hover, focus, hoverSection, hoverArea, effects, mine, camera } = stage;
      const overlay = { hover, focus, hoverSection, hoverArea, effects, mine, labels, areaLabels };
      drawOverlay(ctx, scene, { ...overlay, calm: camera.calm }, now);
      return false;
    });
  }, [stage, freeNote, sectionName, areaNote]);
  return <canvas ref={canvasRef} className="pointer-events-none absolute inset-0" />;
}
