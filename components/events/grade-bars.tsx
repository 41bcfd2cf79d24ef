import { getLocale, getTranslations } from 'next-intl/server';
import { formatMoney } from '@/lib/domain/money';
import type { Grade } from '@/lib/domain/sale';

/** A grade with how many seats it has and how many are left. */
export interface GradeLeft extends Grade {
  seatsTotal: number;
  seatsAvailable: number;
}

/** Availability by grade: name, price, a bar as long as what is left, and the number in words. */
export async function GradeBars({ grades }: { grades: readonly GradeLeft[] }) {
  const t = await getTranslations('event');
  const language = await getLocale();
  return (
    <ul className="grid gap-x-10 gap-y-3 sm:grid-cols-2">
      {grades.map((grade) => (
        <li key={grade.category} className="text-sm">
          <p className="flex items-baseline gap-2">
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 translate-y-px rounded-full"
              style={{ backgroundColor: grade.colour }}
            />
            <span className="font-semibold">{grade.name}</span>
            <span className="text-soft">{formatMoney(grade.price, language)}</span>
            <span className="ml-auto text-faint tabular">
              {grade.seatsAvailable > 0 ? t('seatsLeft', { count: grade.seatsAvailable }) : t('gradeSoldOut')}
            </span>
          </p>
          <span aria-hidden="true" className="mt-1.5 block h-1.5 overflow-hidden rounded-full bg-raised">
            <span
              className="block h-full rounded-full"
              style={{ backgroundColor: grade.colour, width: `${share(grade)}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Per cent left; what is not sold out is at least a visible sliver. */
function share({ seatsAvailable, seatsTotal }: GradeLeft): number {
  if (seatsAvailable <= 0 || seatsTotal <= 0) return 0;
  return Math.max(2, Math.min(100, (100 * seatsAvailable) / seatsTotal));
}
