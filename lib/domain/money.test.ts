import { expect, test } from 'vitest';
import { formatMoney } from './money';

test.each([
  [{ amount: 154_000, currency: 'KRW' }, 'ko', '₩154,000'],
  [{ amount: 154_000, currency: 'KRW' }, 'en', '₩154,000'],
  [{ amount: 0, currency: 'KRW' }, 'ko', '₩0'],
  [{ amount: 1999, currency: 'USD' }, 'en', '$19.99'],
  [{ amount: 5, currency: 'USD' }, 'en', '$0.05'],
  [{ amount: 1500, currency: 'JPY' }, 'en', '¥1,500'],
  // A currency with three minor digits.
  [{ amount: 1234, currency: 'KWD' }, 'en', 'KWD 1.234'],
])('%o in %s is told as %s', (money, locale, text) => {
  expect(formatMoney(money, locale).replaceAll('\u00a0', ' ')).toBe(text);
});
