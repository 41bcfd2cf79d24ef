'use client';

import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';

export interface PartySizeProps {
  /** How many seats the buyer may have here. */
  most: number;
  partySize: number | null;
  onPartySize: (size: number | null) => void;
  /** How many of them are chosen already. */
  chosen: number;
  /** The best seats are being looked for. */
  choosing: boolean;
  onBest: (quantity: number) => void;
}

/** "How many?", which may be left unanswered, and the button that lets the server choose that many. */
export function PartySize({ most, partySize, onPartySize, chosen, choosing, onBest }: PartySizeProps) {
  const t = useTranslations('seatMap');
  const missing = (partySize ?? 0) - chosen;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2" data-testid="party-size">
      {most > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: it is no form field; pressing again takes the answer back.
        <div role="group" aria-label={t('partySize')} className="flex min-w-0 items-center gap-1">
          <span className="mr-1.5 shrink-0 font-semibold text-ink text-sm" aria-hidden="true">
            {t('partySize')}
          </span>
          <div className="flex gap-1 overflow-x-auto [scrollbar-width:none]">
            {Array.from({ length: most }, (_, index) => index + 1).map((size) => (
              <button
                key={size}
                type="button"
                aria-pressed={size === partySize}
                aria-label={t('partyOf', { count: size })}
                data-testid={`party-${size}`}
                onClick={() => onPartySize(size === partySize ? null : size)}
                className="tabular grid size-11 shrink-0 place-items-center rounded-full border border-line-strong font-semibold text-ink hover:bg-raised aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
              >
                {size}
              </button>
            ))}
          </div>
        </div>
      )}
      {missing > 0 && (
        <button
          type="button"
          disabled={choosing}
          onClick={() => onBest(missing)}
          data-testid="best-available"
          className={`${buttonStyle({ variant: 'secondary', size: 'compact' })} flex-1`}
        >
          <Sparkles aria-hidden="true" />
          {choosing ? t('choosing') : t(chosen > 0 ? 'bestMore' : 'best', { count: missing })}
        </button>
      )}
    </div>
  );
}
