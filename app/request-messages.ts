import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { languageOf } from '@/lib/request/language';

/** The reader's language and its messages, for next-intl: cookie first, then Accept-Language, then Korean. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get('rowlock_language')?.value;
  const locale = languageOf(await headers(), chosen);
  const messages = locale === 'en' ? await import('@/messages/en.json') : await import('@/messages/ko.json');
  return { locale, messages: messages.default, timeZone: 'Asia/Seoul' };
});
