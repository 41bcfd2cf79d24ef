'use client';

import { useLocale } from 'next-intl';
import { useEffect, useRef } from 'react';
import { detailAt } from './draw';
import { toHall } from './geometry';
import type { MapStage } from './map-stage';
import { isShown } from './scene';
import { nearestSeat } from './seat-grid';
import { sectionInWords } from './seat-words';

/** Near the seats the sections' names are out of sight: says which one is in the middle. */
export function SectionHere({ stage }: { stage: MapStage }) {
  const ref = useRef<HTMLParagraphElement>(null);
  const language = useLocale();
  useEffect(() => {
    let shown = -1;
    return stage.addPainter(() => {
      const section = sectionInTheMiddle(stage);
      if (section === shown || !ref.current) return false;
      shown = section;
      const name = stage.hall.sections[section]?.name ?? '';
      ref.current.textContent = sectionInWords(name, language);
      ref.current.hidden = name === '';
      return false;
    });
  }, [stage, language]);
  return (
    <p
      ref={ref}
      hidden
      aria-hidden="true"
      className={`pointer-events-none absolute ${stage.hall.floors.length > 1 ? 'top-17' : 'top-3'} left-1/2 z-10 -translate-x-1/2 whitespace-nowrap rounded-full border border-line bg-surface px-3.5 py-1.5 font-bold text-ink text-sm shadow-(--shadow)`}
    />
  );
}

/** −1 where names stand on the sections themselves, where there is only one, and far from any seat. */
function sectionInTheMiddle({ hall, camera, floor }: MapStage): number {
  const { viewport, size, zoom } = camera;
  if (hall.sections.length < 2 || zoom < 1.5 || detailAt(hall, viewport.scale) === 'sections') return -1;
  const middle = toHall(viewport, { x: size.width / 2, y: size.height / 2 });
  const place = nearestSeat(hall.grid, hall.x, hall.y, middle, 160 / viewport.scale, (seat) =>
    isShown({ hall, floor }, seat),
  );
  return place === null ? -1 : (hall.section[place] ?? -1);
}
