'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/domain/money';
import type { MapStage } from './map-stage';
import type { StandingPart } from './standing-parts';
import { useAreaVersion } from './use-seat-map';

/** A standing area in words: name, grade, what a place costs, how many are free. */
export function AreaFacts({ stage, part }: { stage: MapStage; part: StandingPart }) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  useAreaVersion(stage.areas);
  return (
    <>
      <span
        className="size-3 shrink-0 rounded-full ring-1 ring-line-strong"
        style={{ background: stage.hall.colours[part.categoryIndex] }}
        aria-hidden="true"
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{part.name}</span>
        <span className="tabular block truncate text-soft text-sm">
          {part.grade} · {formatMoney(part.price, language)}
        </span>
      </span>
      <span className="tabular shrink-0 text-faint text-sm">
        {stage.areas.known ? t('placesShort', { count: stage.areas.freeIn(part.area) }) : '…'}
      </span>
    </>
  );
}
