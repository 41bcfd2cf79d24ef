'use client';

import { Check, Minus, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useContext } from 'react';
import { formatMoney } from '@/lib/domain/money';
import type { SeatStatus } from '@/lib/domain/seat';
import type { MapStage } from './map-stage';
import { markMessage, rowInWords, seatWords, sectionInWords, statusInSale } from './seat-words';
import { SalePhase } from './use-sale-phase';

interface TwinSeatProps {
  stage: MapStage;
  place: number;
  /** Whether the tab key stops here; the row's other seats are reached by arrow keys. */
  isStop: boolean;
  onSeat: (place: number) => void;
  onFocusSeat: (place: number | null) => void;
}

const looks: Record<SeatStatus, string> = {
  available: 'border-line-strong text-ink hover:bg-raised',
  held: 'border-dashed border-line-strong text-faint',
  sold: 'border-transparent text-faint',
  withheld: 'border-transparent text-faint',
  mine: 'border-accent bg-accent font-bold text-on-accent',
};

/** A seat in the list: "VIP, row 3, seat 12, 154,000 won, available". */
export function TwinSeat({ stage, place, isStop, onSeat, onFocusSeat }: TwinSeatProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  const words = seatWords(stage.hall, place);
  const status = stage.state.statusAt(place);
  const sale = useContext(SalePhase);
  const sentence = t('seatSentence', {
    grade: words.grade,
    section: sectionInWords(words.section, language),
    row: rowInWords(words.row, language),
    number: words.number,
    price: words.price ? formatMoney(words.price, language) : '',
    marks: words.marks.map((mark) => `${t(markMessage[mark])}, `).join(''),
    status: t(statusInSale(status, sale)),
  });
  return (
    <button
      type="button"
      aria-label={sentence}
      aria-pressed={status === 'mine'}
      tabIndex={isStop ? 0 : -1}
      data-testid={`seat-${place}`}
      data-place={place}
      data-status={status}
      onClick={() => onSeat(place)}
      onFocus={() => onFocusSeat(place)}
      onBlur={() => onFocusSeat(null)}
      className={`relative grid size-11 place-items-center rounded-full border text-sm ${looks[status]}`}
    >
      <span className="tabular">{words.number}</span>
      <Mark status={status} colour={words.colour} />
    </button>
  );
}

function Mark({ status, colour }: { status: SeatStatus; colour: string }) {
  const corner = 'absolute -right-0.5 -bottom-0.5 size-3.5 rounded-full bg-surface text-faint';
  if (status === 'available') {
    return (
      <span
        className="absolute right-0 bottom-0 size-2.5 rounded-full ring-2 ring-surface"
        style={{ background: colour }}
      />
    );
  }
  if (status === 'mine') return <Check className={`${corner} bg-ink p-0.5 text-stage`} aria-hidden="true" />;
  if (status === 'held') return null;
  return status === 'sold' ? (
    <X className={corner} aria-hidden="true" />
  ) : (
    <Minus className={corner} aria-hidden="true" />
  );
}
