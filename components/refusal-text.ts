import { type RefusalValues, refusalValues } from '@/lib/domain/refusal-values';
import type { Refusal, RefusalCode } from '@/lib/domain/refusals';

/**
 * `t` of next-intl for the whole catalogue (`useTranslations()` without a namespace), as far as refusals need it. It takes only keys
 * there are: a code without a sentence does not compile.
 */
type Translate = (key: `refusal.${RefusalCode}`, values: RefusalValues) => string;

/**
 * The sentence for a refusal: what happened and what to do next.
 * @param timeZone IANA zone its times are told in: the venue's where there is one
 */
export function refusalSentence(
  t: Translate,
  refusal: Refusal,
  language: 'ko' | 'en',
  timeZone = 'Asia/Seoul',
): string {
  return t(`refusal.${refusal.code}`, refusalValues(refusal, language, timeZone));
}
