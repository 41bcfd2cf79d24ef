/** An amount in minor units of a currency (KRW has none: 154000 = 154,000 won). */
export interface Money {
  amount: number;
  currency: string;
}

/** Money in the words of a language, e.g. `₩154,000`. */
export function formatMoney(money: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(money.amount / 10 ** digits);
}
