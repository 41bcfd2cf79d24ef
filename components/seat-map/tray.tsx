'use client';

import { ArrowRight, ChevronUp, X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { buttonStyle } from '@/components/ui/button';
import type { Hold } from '@/lib/domain/hold';
import { formatMoney } from '@/lib/domain/money';
import type { SaleRules } from '@/lib/domain/sale';
import { placesIn } from '@/lib/domain/standing-area';
import { Countdown } from './countdown';
import type { HallModel } from './hall-model';
import type { DeskView } from './hold-desk';
import { markMessage, rowInWords, seatWords, sectionInWords } from './seat-words';
import { TrayArea } from './tray-area';

interface TrayProps {
  hall: HallModel;
  view: DeskView;
  rules: SaleRules;
  currency: string;
  checkoutHref: string;
  onRemove: (place: number) => void;
  onShow: (place: number) => void;
  onRemoveArea: (area: number) => void;
  onShowArea: (area: number) => void;
  onMilestone: (seconds: number) => void;
  /** What stands there while nothing is chosen. */
  empty: ReactNode;
  /** How many seats are wanted, and help in getting them. */
  party: ReactNode;
  /** How many are wanted, or may be. */
  wanted: number;
}

/** What a full ring stands for. */
function fullSeconds({ extended, offeredSeatIds }: Hold, rules: SaleRules): number {
  if (offeredSeatIds.length > 0) return rules.standbyOfferSeconds;
  return extended ? rules.checkoutSeconds : rules.holdSeconds;
}

/** My chosen seats, what they cost, how long they are mine, and the way on. On a phone a sheet below the map. */
export function Tray({ hall, view, rules, currency, checkoutHref, empty, party, wanted, ...on }: TrayProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  const list = useId();
  const [open, setOpen] = useState(true);
  const { hold, places } = view;
  const count = places.length + placesIn(view.areas);
  if (count === 0) {
    return (
      <section aria-label={t('tray')} data-testid="tray" className="px-4 py-3 text-sm text-soft lg:py-4">
        {empty}
        {party && <div className="mt-2.5">{party}</div>}
      </section>
    );
  }
  const seats = places.map((place) => seatWords(hall, place));
  const standing = view.areas.reduce(
    (sum, { area, quantity }) => sum + quantity * (hall.standing[area]?.price.amount ?? 0),
    0,
  );
  const amount = seats.reduce((sum, seat) => sum + (seat.price?.amount ?? 0), standing);
  const total = formatMoney({ amount, currency }, language);
  return (
    <section aria-label={t('tray')} data-testid="tray" className="flex min-h-0 flex-col lg:flex-1">
      <div className="flex items-center gap-3 px-4 pt-3 lg:pt-4">
        {hold && (
          <Countdown
            endsAt={hold.endsAt}
            fullSeconds={fullSeconds(hold, rules)}
            onMilestone={on.onMilestone}
          />
        )}
        <div className="min-w-0 leading-tight">
          <h2 className="text-sm text-soft">{t('chosen', { count, limit: wanted })}</h2>
          <p className="tabular font-extrabold text-xl" data-testid="total">
            {total}
          </p>
        </div>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={list}
          aria-label={t('trayToggle')}
          onClick={() => setOpen(!open)}
          className={`${buttonStyle({ variant: 'quiet', size: 'icon' })} ml-auto lg:hidden`}
        >
          <ChevronUp className={`transition-transform ${open ? 'rotate-180' : ''}`} aria-hidden="true" />
        </button>
      </div>
      <ul
        id={list}
        hidden={!open}
        className="mt-2 max-h-[26dvh] overflow-y-auto px-4 lg:mt-3 lg:block! lg:max-h-none lg:flex-1"
      >
        {seats.map((seat) => {
          const name = t('seatName', {
            section: sectionInWords(seat.section, language),
            row: rowInWords(seat.row, language),
            number: seat.number,
          });
          const held = hold?.seats.find(({ place }) => place === seat.place);
          const sure = held !== undefined;
          const fromLine = held && hold?.offeredSeatIds.includes(held.seatId);
          return (
            <li
              key={seat.place}
              data-testid={`chosen-${seat.place}`}
              className={`flex items-center gap-2 border-line border-t py-0.5 first:border-t-0 ${sure ? '' : 'opacity-60'}`}
            >
              <button
                type="button"
                onClick={() => on.onShow(seat.place)}
                className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-lg text-left text-sm"
              >
                <span
                  className="size-3 shrink-0 rounded-full ring-1 ring-line-strong"
                  style={{ background: seat.colour }}
                  aria-hidden="true"
                />
                <span className="shrink-0 font-bold">{seat.grade}</span>
                <span className="min-w-0 text-soft leading-tight">
                  {name}
                  {seat.marks.map((mark) => (
                    <span key={mark} className="block font-semibold text-xs text-warning">
                      {t(markMessage[mark])}
                    </span>
                  ))}
                  {fromLine && (
                    <span className="block font-semibold text-accent-ink text-xs">{t('fromLine')}</span>
                  )}
                </span>
                <span className="tabular ml-auto shrink-0 pl-2">
                  {seat.price && formatMoney(seat.price, language)}
                </span>
              </button>
              <button
                type="button"
                aria-label={t('remove', { seat: name })}
                onClick={() => on.onRemove(seat.place)}
                className="grid size-11 shrink-0 place-items-center rounded-full text-faint hover:bg-raised hover:text-ink"
              >
                <X className="size-4.5" aria-hidden="true" />
              </button>
            </li>
          );
        })}
        {view.areas.map((chosen) => (
          <TrayArea
            key={`area-${chosen.area}`}
            hall={hall}
            chosen={chosen}
            sure={hold?.areas.some(
              ({ area, quantity }) => area === chosen.area && quantity === chosen.quantity,
            )}
            onShow={on.onShowArea}
            onRemove={on.onRemoveArea}
          />
        ))}
      </ul>
      <div className="px-4 pt-2 pb-4">
        {party && <div className="mb-3">{party}</div>}
        <Link
          href={checkoutHref}
          prefetch={false}
          aria-disabled={!hold}
          data-testid="to-checkout"
          className={`${buttonStyle({ size: 'large' })} w-full`}
        >
          {t('checkout')}
          <ArrowRight aria-hidden="true" />
        </Link>
      </div>
    </section>
  );
}
