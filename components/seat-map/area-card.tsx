'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { AreaFacts } from './area-facts';
import { AreaQuantity } from './area-quantity';
import type { MapStage } from './map-stage';
import type { StandingPart } from './standing-parts';

interface AreaCardProps {
  stage: MapStage;
  part: StandingPart;
  /** How many places the buyer may have in this area, beside what else is chosen. */
  most: number;
  onQuantity: (quantity: number) => void;
  onClose: () => void;
}

/** The standing area that was tapped, over the map: what it is, and how many places of it shall be mine. */
export function AreaCard({ stage, part, most, onQuantity, onClose }: AreaCardProps) {
  const t = useTranslations('seatMap');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <section
      aria-label={part.name}
      data-testid="area-card"
      className="absolute inset-x-3 bottom-3 z-20 mx-auto max-w-md animate-rise rounded-2xl border border-line-strong bg-surface p-3.5 text-ink shadow-(--shadow)"
    >
      <div className="flex items-center gap-2.5 pr-9">
        <AreaFacts stage={stage} part={part} />
      </div>
      <div className="mt-3">
        <AreaQuantity stage={stage} part={part} most={most} onQuantity={onQuantity} />
      </div>
      <button
        type="button"
        aria-label={t('closeArea')}
        onClick={onClose}
        className="absolute top-1.5 right-1.5 grid size-11 place-items-center rounded-full text-faint hover:text-ink"
      >
        <X className="size-4.5" aria-hidden="true" />
      </button>
    </section>
  );
}
