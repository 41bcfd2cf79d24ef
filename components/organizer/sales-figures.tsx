import { getLocale, getTranslations } from 'next-intl/server';
import { Figure, Figures } from '@/components/organizer/figures';
import { SoldBar } from '@/components/organizer/sold-bar';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { Grade } from '@/lib/domain/sale';

interface GradeSold extends Grade {
  seatsTotal: number;
  seatsSold: number;
  amount: Money;
}

interface SalesFiguresProps {
  seatsTotal: number;
  seatsSold: number;
  seatsHeld: number;
  seatsWithheld: number;
  amount: Money;
  grades: readonly GradeSold[];
}

/** What is sold of a schedule, in all and by grade. */
export async function SalesFigures({ grades, amount, seatsTotal, ...seats }: SalesFiguresProps) {
  const t = await getTranslations('organizer');
  const language = await getLocale();
  const percent = seatsTotal > 0 ? Math.floor((100 * seats.seatsSold) / seatsTotal) : 0;
  return (
    <>
      <Figures>
        <Figure wide name={t('sold')} note={t('soldShare', { percent, total: seatsTotal })}>
          {t('count', { count: seats.seatsSold })}
        </Figure>
        <Figure wide name={t('amount')}>
          {formatMoney(amount, language)}
        </Figure>
        <Figure name={t('held')}>{t('count', { count: seats.seatsHeld })}</Figure>
        <Figure name={t('withheld')}>{t('count', { count: seats.seatsWithheld })}</Figure>
      </Figures>
      <ul className="mt-6 grid gap-x-10 gap-y-4 sm:grid-cols-2">
        {grades.map((grade) => (
          <li key={grade.category} className="text-sm">
            <p className="mb-1.5 flex items-baseline gap-2">
              <span
                aria-hidden="true"
                className="size-2.5 shrink-0 translate-y-px rounded-full"
                style={{ backgroundColor: grade.colour }}
              />
              <span className="font-semibold">{grade.name}</span>
              <span className="text-soft tabular">{formatMoney(grade.amount, language)}</span>
              <span className="ml-auto text-soft tabular">
                {t('soldOf', { sold: grade.seatsSold, total: grade.seatsTotal })}
              </span>
            </p>
            <SoldBar sold={grade.seatsSold} total={grade.seatsTotal} colour={grade.colour} />
          </li>
        ))}
      </ul>
    </>
  );
}
