import { getLocale, getTranslations } from 'next-intl/server';
import type { CancellationPolicy } from '@/lib/domain/cancellation';
import { formatMoney } from '@/lib/domain/money';

interface CancellationRulesProps {
  policy: CancellationPolicy;
  /** ISO 4217, of the fixed fees. */
  currency: string;
}

/** Until when cancelling costs what, as a table. */
export async function CancellationRules({ policy, currency }: CancellationRulesProps) {
  const t = await getTranslations('rules');
  const language = await getLocale();
  const tiers = [...policy.tiers].sort((a, b) => b.throughDaysBefore - a.throughDaysBefore);
  const fee = (tier: CancellationPolicy['tiers'][number]) => {
    const perSeat = tier.perSeatMinor > 0 && formatMoney({ amount: tier.perSeatMinor, currency }, language);
    if (perSeat && tier.percent > 0) return t('feeLarger', { percent: tier.percent, perSeat });
    if (perSeat) return t('feePerSeat', { perSeat });
    return tier.percent > 0 ? t('feePercent', { percent: tier.percent }) : t('feeNone');
  };
  return (
    <>
      <table className="mt-1 w-full max-w-xl text-left">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('fee')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {policy.freeDaysAfterBooking > 0 && (
            <tr>
              <th scope="row" className="py-2 pr-4 font-normal">
                {t('freeAfterBooking', {
                  days: policy.freeDaysAfterBooking,
                  before: policy.freeThroughDaysBefore,
                })}
              </th>
              <td className="py-2 text-right font-semibold text-ink">{t('feeNone')}</td>
            </tr>
          )}
          {tiers.map((tier) => (
            <tr key={tier.throughDaysBefore}>
              <th scope="row" className="py-2 pr-4 font-normal">
                {t('throughDaysBefore', { days: tier.throughDaysBefore })}
              </th>
              <td className="py-2 text-right font-semibold text-ink">{fee(tier)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-faint text-sm">
        {t('closes', { days: policy.closesDaysBefore, hour: policy.closesAtHour })}
      </p>
    </>
  );
}
