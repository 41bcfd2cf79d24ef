import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/domain/money';
import type { CancelChoice } from './cancel-choice';

interface ChooseTicketsProps {
  choices: readonly CancelChoice[];
  /** The tickets that can be cancelled; the others admitted somebody. */
  cancellable: readonly string[];
  chosen: readonly string[];
  choose: (tickets: string[]) => void;
}

/** Which tickets of a booking are to be cancelled. */
export function ChooseTickets({ choices, cancellable, chosen, choose }: ChooseTicketsProps) {
  const t = useTranslations('bookings');
  const language = useLocale();
  const toggle = (ticket: string, on: boolean) =>
    choose(cancellable.filter((other) => (other === ticket ? on : chosen.includes(other))));
  return (
    <fieldset>
      <legend className="mb-2 flex w-full items-baseline justify-between gap-3">
        <span className="font-semibold">{t('chooseTickets')}</span>
        <span className="text-soft text-sm tabular">
          {t('chosenOf', { chosen: chosen.length, count: choices.length })}
        </span>
      </legend>
      <ul className="max-h-[40dvh] divide-y divide-line overflow-y-auto rounded-xl border border-line">
        {choices.map(({ ticket, name, grade, price }) => {
          const used = !cancellable.includes(ticket);
          return (
            <li key={ticket}>
              <label
                className={`flex min-h-12 items-center gap-3 px-4 py-2.5 ${used ? 'text-faint' : 'cursor-pointer hover:bg-raised'}`}
              >
                <input
                  type="checkbox"
                  checked={chosen.includes(ticket)}
                  disabled={used}
                  onChange={(event) => toggle(ticket, event.target.checked)}
                  className="size-5 shrink-0 accent-(--accent-ink)"
                />
                <span className="min-w-0 grow">
                  <span className="font-semibold">{name}</span>{' '}
                  <span className="text-faint text-sm">{used ? t('usedTicket') : grade}</span>
                </span>
                <span className="shrink-0 tabular">{formatMoney(price, language)}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
