import { createTranslator } from 'next-intl';
import type { SaySeat } from '@/lib/domain/booking-calendar';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';

const mail = {
  ko: createTranslator({ locale: 'ko', messages: ko, namespace: 'mail' }),
  en: createTranslator({ locale: 'en', messages: en, namespace: 'mail' }),
};
const seats = {
  ko: createTranslator({ locale: 'ko', messages: ko, namespace: 'seat' }),
  en: createTranslator({ locale: 'en', messages: en, namespace: 'seat' }),
};

/** Says what stands under `mail` in the messages. */
export type SayMail = (typeof mail)['ko'];

/** The words of letters in a language. */
export function wordsOf(language: 'ko' | 'en'): { t: SayMail; saySeat: SaySeat } {
  const t = seats[language];
  const saySeat: SaySeat = { seat: (values) => t('name', values), entry: (values) => t('entry', values) };
  return { t: mail[language], saySeat };
}
