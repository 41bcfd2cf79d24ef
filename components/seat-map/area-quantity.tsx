'use client';

import { useTranslations } from 'next-intl';
import type { MapStage } from './map-stage';
import type { StandingPart } from './standing-parts';
import { useAreaVersion } from './use-seat-map';

interface AreaQuantityProps {
  stage: MapStage;
  part: StandingPart;
  /** How many places the buyer may have in this area, beside what else is chosen. */
  most: number;
  onQuantity: (quantity: number) => void;
}

/** "How many places?" of a standing area: a choice is held at once, the same one again puts them back. */
export function AreaQuantity({ stage, part, most, onQuantity }: AreaQuantityProps) {
  const t = useTranslations('seatMap');
  useAreaVersion(stage.areas);
  const mine = stage.areas.mineIn(part.area);
  const free = stage.areas.freeIn(part.area);
  const choices = Math.max(mine, Math.min(most, mine + free));
  if (!stage.areas.known) return null;
  if (choices === 0) return <p className="text-soft text-sm">{t(free === 0 ? 'areaFull' : 'areaLimit')}</p>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no form field; pressing again takes the choice back.
    <div
      role="group"
      aria-label={t('areaHowMany', { area: part.name })}
      className="flex min-w-0 items-center gap-1"
    >
      <span className="mr-1.5 shrink-0 font-semibold text-ink text-sm" aria-hidden="true">
        {t('howManyPlaces')}
      </span>
      <div className="-my-1 flex gap-1 overflow-x-auto py-1 [scrollbar-width:none]">
        {Array.from({ length: choices }, (_, index) => index + 1).map((quantity) => (
          <button
            key={quantity}
            type="button"
            aria-pressed={quantity === mine}
            aria-label={t('areaPlaces', { count: quantity })}
            data-testid={`stand-${part.area}-${quantity}`}
            onClick={() => onQuantity(quantity === mine ? 0 : quantity)}
            className="tabular grid size-11 shrink-0 place-items-center rounded-full border border-line-strong font-semibold text-ink hover:bg-raised aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
          >
            {quantity}
          </button>
        ))}
      </div>
    </div>
  );
}
