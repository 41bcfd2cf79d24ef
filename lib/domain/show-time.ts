type Language = 'ko' | 'en';

/** `Sat, 12 Dec 2026, 19:00` in the reader's language, venue time. */
export function showDateTime(iso: string, language: Language, timeZone: string): string {
  const clock = showClock(iso, language, timeZone);
  const inYear = { year: 'numeric', timeZone } as const;
  if (language === 'ko') {
    // Piece by piece: asked for at once, the weekday loses its brackets.
    const year = new Intl.DateTimeFormat('ko-KR', inYear).format(new Date(iso));
    return `${year} ${showDay(iso, language, timeZone)} ${clock}`;
  }
  const day = { weekday: 'short', month: 'long', day: 'numeric' } as const;
  return `${new Intl.DateTimeFormat('en-GB', { ...inYear, ...day }).format(new Date(iso))}, ${clock}`;
}

/**
 * A moment before which something must happen, as showDateTime: one at midnight is told as 23:59 of the day that ends, for
 * "until 29 November, 00:00" is read as the 29th.
 */
export function showDeadline(iso: string, language: Language, timeZone: string): string {
  const atMidnight = showClock(iso, language, timeZone) === '00:00';
  const told = atMidnight ? new Date(Date.parse(iso) - 60_000).toISOString() : iso;
  return showDateTime(told, language, timeZone);
}

/** `12 Dec` with the weekday, venue time. */
export function showDay(iso: string, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(regional(language), {
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone,
  }).format(new Date(iso));
}

/** `19:00`, venue time. */
export function showClock(iso: string, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(regional(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(iso));
}

/** The days between the first and the last show, `12 – 14 Dec`. */
export function showDays(isos: string[], language: Language, timeZone: string): string {
  const times = isos.map((iso) => Date.parse(iso)).sort((a, b) => a - b);
  const [first, last] = [times.at(0), times.at(-1)];
  if (first === undefined || last === undefined) return '';
  return new Intl.DateTimeFormat(regional(language), {
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
    timeZone,
  }).formatRange(new Date(first), new Date(last));
}

/** English as in Britain: day before month, as the rest of the site's English. */
function regional(language: Language): string {
  return language === 'ko' ? 'ko-KR' : 'en-GB';
}
