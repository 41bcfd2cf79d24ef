import { createTranslator } from 'next-intl';
import { refusalValues } from '@/lib/domain/refusal-values';
import type { Refusal } from '@/lib/domain/refusals';
import type { Language } from '@/lib/request/language';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';

const translators = {
  ko: createTranslator({ locale: 'ko', messages: ko, namespace: 'refusal' }),
  en: createTranslator({ locale: 'en', messages: en, namespace: 'refusal' }),
};

/** The sentence for a refusal, the same that the pages show. Times are told in Korea's zone. */
export function refusalMessage(refusal: Refusal, language: Language): string {
  return translators[language](refusal.code, refusalValues(refusal, language, 'Asia/Seoul'));
}
