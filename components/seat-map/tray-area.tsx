'use client';

import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/domain/money';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import type { HallModel } from './hall-model';

interface TrayAreaProps {
  hall: HallModel;
  chosen: AreaQuantity;
  /** The server has said so. */
  sure: boolean | undefined;
  onShow: (area: number) => void;
  onRemove: (area: number) => void;
}

/** My places of a standing area in the tray; a tap opens the question how many again. */
export function TrayArea({ hall, chosen, sure, onShow, onRemove }: TrayAreaProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  const part = hall.standing[chosen.area];
  if (!part) return null;
  const price = { ...part.price, amount: part.price.amount * chosen.quantity };
  const name = t('areaAndPlaces', { area: part.name, count: chosen.quantity });
  return (
    <li
      data-testid={`chosen-area-${chosen.area}`}
      className={`flex items-center gap-2 border-line border-t py-0.5 first:border-t-0 ${sure ? '' : 'opacity-60'}`}
    >
      <button
        type="button"
        onClick={() => onShow(chosen.area)}
        className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-lg text-left text-sm"
      >
        <span
          className="size-3 shrink-0 rounded-full ring-1 ring-line-strong"
          style={{ background: hall.colours[part.categoryIndex] }}
          aria-hidden="true"
        />
        <span className="shrink-0 font-bold">{part.grade}</span>
        <span className="min-w-0 text-soft leading-tight">{name}</span>
        <span className="tabular ml-auto shrink-0 pl-2">{formatMoney(price, language)}</span>
      </button>
      <button
        type="button"
        aria-label={t('remove', { seat: name })}
        onClick={() => onRemove(chosen.area)}
        className="grid size-11 shrink-0 place-items-center rounded-full text-faint hover:bg-raised hover:text-ink"
      >
        <X className="size-4.5" aria-hidden="true" />
      </button>
    </li>
  );
}
