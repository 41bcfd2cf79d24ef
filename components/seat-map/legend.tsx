'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { seatStatuses } from '@/lib/domain/seat';
import type { HallModel } from './hall-model';
import { drawGlyph } from './seat-glyphs';
import { readSeatTheme, watchTheme } from './seat-theme';
import { statusMessage } from './seat-words';

/** What the shapes on the map mean, drawn by the same hand as the map. */
export function Legend({ hall }: { hall: HallModel }) {
  const t = useTranslations('seatMap');
  const colour = hall.colours[0] ?? '#888';
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-soft text-xs" aria-label={t('legend')}>
      {seatStatuses.map((status, code) => (
        <li key={status} className="flex items-center gap-1.5 whitespace-nowrap">
          <Glyph code={code} colour={colour} />
          {t(statusMessage[status])}
        </li>
      ))}
      {hall.standing.length > 0 && (
        <Sign text={t('standingArea')}>
          <span className="size-4 rounded-[4px] border-[1.5px] border-soft bg-[radial-gradient(circle,currentColor_1px,transparent_1.5px)] bg-[length:5px_5px] text-soft" />
        </Sign>
      )}
      {hall.accessible.size > 0 && (
        <Sign text={t('accessible')}>
          <span className="size-4 rounded-[5px] border-[1.5px] border-soft" />
        </Sign>
      )}
      {hall.companion.size > 0 && (
        <Sign text={t('companion')}>
          <span className="size-4 rounded-[5px] border-[1.5px] border-soft border-dashed" />
        </Sign>
      )}
      {hall.restrictedView.size > 0 && (
        <Sign text={t('restrictedView')}>
          <span className="size-3 bg-warning [clip-path:polygon(0_0,100%_0,100%_100%)]" />
        </Sign>
      )}
    </ul>
  );
}

function Sign({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden="true" className="grid size-5 place-items-center">
        {children}
      </span>
      {text}
    </li>
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
