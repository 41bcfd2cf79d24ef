import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/domain/money';
import { areaName, type Entry } from '@/lib/domain/standing-area';
import { TicketLine } from './ticket-line';

/** Booked places of standing areas, one a line, with the numbers by which their holders are let in. */
export function EntryLines({ entries }: { entries: readonly Entry[] }) {
  const t = useTranslations('bookings');
  const language = useLocale();
  return entries.map(({ areaId, grade, price, entryNumber, ...named }, index) => (
    <TicketLine
      key={entryNumber === null ? `${areaId} ${index}` : `${areaId} no. ${entryNumber}`}
      name={
        <>
          {areaName(named, language)}
          {entryNumber !== null && (
            <strong className="ml-2 inline-block rounded-lg bg-raised px-2 py-0.5 font-extrabold text-accent-ink tabular">
              {t('entryNumber', { number: entryNumber })}
            </strong>
          )}
        </>
      }
      note={entryNumber === null ? `${grade} · ${t('entryPending')}` : grade}
      price={formatMoney(price, language)}
    />
  ));
}
