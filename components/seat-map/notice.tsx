'use client';

import { Hourglass, Info, TriangleAlert, X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import type { HallModel } from './hall-model';
import type { MapNotice, SeatOffer } from './map-notice';
import { rowInWords, seatWords } from './seat-words';

interface NoticeProps {
  hall: HallModel;
  notice: MapNotice | null;
  onTake: (place: number) => void;
  onOffer: (offer: SeatOffer) => void;
  /** Absent where nobody can stand by. */
  onStandBy?: ((place: number) => void) | undefined;
  onClose: () => void;
  /** The list stands beside the map: the notice keeps clear of it. */
  besideList: boolean;
}

/** The notice over the map; stays until it is closed, its reason is gone, or the buyer goes on. Read aloud at once. */
export function Notice({ hall, notice, onTake, onOffer, onStandBy, onClose, besideList }: NoticeProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  return (
    <div
      role="alert"
      className={`pointer-events-none absolute inset-x-3 top-3 z-40 flex justify-center ${besideList ? 'md:left-87' : ''}`}
      data-testid="notice"
    >
      {notice && (
        <div
          className={`pointer-events-auto flex w-full max-w-md animate-rise items-start gap-3 rounded-2xl border bg-raised p-3.5 text-ink text-sm shadow-(--shadow) ${notice.kind === 'note' ? 'border-line-strong' : 'border-danger'}`}
        >
          {notice.kind === 'note' ? (
            <Info className="mt-0.5 size-5 shrink-0 text-accent-ink" aria-hidden="true" />
          ) : (
            <TriangleAlert className="mt-0.5 size-5 shrink-0 text-danger" aria-hidden="true" />
          )}
          <div className="min-w-0 flex-1">
            <p className="font-semibold">{notice.text}</p>
            {notice.alternatives.length > 0 && (
              <div className="mt-2.5 flex flex-wrap gap-2">
                {notice.alternatives.map((place) => {
                  const words = seatWords(hall, place);
                  const row = rowInWords(words.row, language);
                  return (
                    <button
                      key={place}
                      type="button"
                      data-testid={`alternative-${place}`}
                      onClick={() => onTake(place)}
                      className="inline-flex min-h-9 items-center gap-2 rounded-full border border-line-strong px-3 font-semibold hover:bg-surface"
                    >
                      <span
                        className="size-2.5 rounded-full"
                        style={{ background: words.colour }}
                        aria-hidden="true"
                      />
                      {t('alternative', { grade: words.grade, row, number: words.number })}
                    </button>
                  );
                })}
              </div>
            )}
            {notice.standBy !== null && onStandBy && <StandBy place={notice.standBy} onStandBy={onStandBy} />}
            {notice.offer && <Offer offer={notice.offer} onOffer={onOffer} />}
            {notice.link && (
              <Link
                href={notice.link.href}
                className={`${buttonStyle({ size: 'small' })} mt-2.5`}
                prefetch={false}
              >
                {notice.link.text}
              </Link>
            )}
          </div>
          <button
            type="button"
            aria-label={t('dismiss')}
            onClick={onClose}
            className="-m-2 grid size-11 shrink-0 place-items-center rounded-full text-faint hover:text-ink"
          >
            <X className="size-4.5" aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}

function StandBy({ place, onStandBy }: { place: number; onStandBy: (place: number) => void }) {
  const t = useTranslations('standby');
  return (
    <button
      type="button"
      data-testid="stand-by"
      onClick={() => onStandBy(place)}
      className={`${buttonStyle({ variant: 'secondary', size: 'small' })} mt-2.5`}
    >
      <Hourglass aria-hidden="true" />
      {t('joinSeat')}
    </button>
  );
}

function Offer({ offer, onOffer }: { offer: SeatOffer; onOffer: (offer: SeatOffer) => void }) {
  return (
    <button
      type="button"
      data-testid="take-instead"
      onClick={() => onOffer(offer)}
      className={`${buttonStyle({ size: 'compact' })} mt-2.5 h-auto! min-h-11 whitespace-normal! py-2 text-left`}
    >
      {offer.text}
    </button>
  );
}
