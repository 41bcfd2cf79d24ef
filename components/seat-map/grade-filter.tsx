'use client';

import { Accessibility } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/domain/money';
import type { MapStage } from './map-stage';
import { useAreaVersion, useSeatVersion } from './use-seat-map';

interface GradeFilterProps {
  stage: MapStage;
  /** Chosen categories; empty = all. */
  chosen: ReadonlySet<number>;
  onChange: (chosen: ReadonlySet<number>) => void;
  /** Only seats with room for a wheelchair, and those beside them. */
  onlyAccessible: boolean;
  onOnlyAccessible: (only: boolean) => void;
}

const chip =
  'flex min-h-11 shrink-0 items-center gap-2 rounded-full border border-line-strong px-3.5 text-left text-sm hover:bg-raised aria-pressed:border-accent-ink aria-pressed:bg-raised lg:rounded-xl lg:border-transparent lg:px-3';

/** Chips with price and free seats; choosing some dims the others on the map. */
export function GradeFilter({ stage, chosen, onChange, ...access }: GradeFilterProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  useSeatVersion(stage.state);
  useAreaVersion(stage.areas);
  const { hall, state, areas } = stage;
  const toggle = (category: number) => {
    const next = new Set(chosen);
    if (!next.delete(category)) next.add(category);
    onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser.
    <div
      role="group"
      aria-label={t('grades')}
      className="flex gap-2 overflow-x-auto px-4 py-2 [scrollbar-width:none] lg:flex-col lg:gap-1 lg:overflow-visible lg:px-4 lg:pt-4"
    >
      {hall.grades.map((grade, category) => {
        if (!grade) return null;
        const standing = hall.standing.filter((part) => part.categoryIndex === category);
        const places = standing.reduce((sum, part) => sum + areas.freeIn(part.area), 0);
        const free = (state.freeByCategory[category] ?? 0) + places;
        return (
          <button
            key={grade.category}
            type="button"
            aria-pressed={chosen.has(category)}
            data-testid={`grade-${grade.name}`}
            onClick={() => toggle(category)}
            className={chip}
          >
            <span
              className="size-3 shrink-0 rounded-full ring-1 ring-line-strong"
              style={{ background: grade.colour }}
              aria-hidden="true"
            />
            <span className="font-bold">{grade.name}</span>
            <span className="tabular text-soft lg:ml-1">{formatMoney(grade.price, language)}</span>
            <span className="tabular text-faint lg:ml-auto">
              {state.known ? t(standing.length > 0 ? 'placesShort' : 'freeShort', { count: free }) : '…'}
            </span>
          </button>
        );
      })}
      {hall.accessible.size > 0 && (
        <button
          type="button"
          aria-pressed={access.onlyAccessible}
          data-testid="only-accessible"
          onClick={() => access.onOnlyAccessible(!access.onlyAccessible)}
          className={chip}
        >
          <Accessibility className="size-4 shrink-0" aria-hidden="true" />
          <span className="font-bold">{t('accessible')}</span>
        </button>
      )}
    </div>
  );
}
