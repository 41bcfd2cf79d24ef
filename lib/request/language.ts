/** A language Rowlock speaks. */
export type Language = 'ko' | 'en';

/** Cookie in which a reader's own choice of language is kept. */
export const languageCookie = 'rowlock_language';

/** The language to answer in: the reader's own choice, else the best of Accept-Language, else Korean. */
export function languageOf(headers: Headers, chosen?: string): Language {
  if (chosen === 'ko' || chosen === 'en') return chosen;
  let best: Language = 'ko';
  let bestWeight = 0;
  for (const part of (headers.get('accept-language') ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    const weight = Number(
      parameters
        .find((each) => each.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    if ((language === 'ko' || language === 'en') && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}
