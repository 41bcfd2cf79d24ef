/** An amount in minor units of a currency (KRW has none: 154000 = 154,000 won). */
export interface Money {
  amount: number;
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one costs a phone ten milliseconds, and a page shows many amounts. */
function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, format);
  return format;
}

/** Money in the words of a language, e.g. `₩154,000`. */
export function formatMoney(money: Money, locale: string): string {
  const format = formatOf(locale, money.currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(money.amount / 10 ** digits);
}
