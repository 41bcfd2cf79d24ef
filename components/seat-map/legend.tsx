'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { seatStatuses } from '@/lib/domain/seat';
import { drawGlyph } from './seat-glyphs';
import { readSeatTheme, watchTheme } from './seat-theme';
import { statusMessage } from './seat-words';

/** What the shapes on the map mean, drawn by the same hand as the map. */
export function Legend({ colour, accessible }: { colour: string; accessible: boolean }) {
  const t = useTranslations('seatMap');
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-soft text-xs" aria-label={t('legend')}>
      {seatStatuses.map((status, code) => (
        <li key={status} className="flex items-center gap-1.5 whitespace-nowrap">
          <Glyph code={code} colour={colour} />
          {t(statusMessage[status])}
        </li>
      ))}
      {accessible && (
        <li className="flex items-center gap-1.5 whitespace-nowrap">
          <span aria-hidden="true" className="grid size-5 place-items-center">
            <span className="size-4 rounded-[5px] border-[1.5px] border-soft" />
          </span>
          {t('accessible')}
        </li>
      )}
    </ul>
  );
}

function Glyph({ code, colour }: { code: number; colour: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = () => {
      const ctx = ref.current?.getContext('2d');
      if (!ctx) return;
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, 48, 48);
      ctx.setTransform(2.6, 0, 0, 2.6, 24, 24);
      drawGlyph(ctx, code, 7, colour, readSeatTheme(document.body));
    };
    draw();
    return watchTheme(draw);
  }, [code, colour]);
  return (
    <span aria-hidden="true">
      <canvas ref={ref} width={48} height={48} className="size-5" />
    </span>
  );
}
