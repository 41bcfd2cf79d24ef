import { nameInEnglish } from './name-in-english';
import type { NamedSeat } from './refusals';

/**
 * What the sentence `seat.name` needs. A row printed as "1열" says "row" itself, in Korean only: the word comes from the
 * reader's language instead.
 */
export function seatName(
  { section, sectionEnglish, row, number }: NamedSeat,
  language: 'ko' | 'en',
): { section: string; row: string; number: string } {
  return {
    section: language === 'en' ? nameInEnglish(section, sectionEnglish) : section,
    row: row.replace(/열$/, ''),
    number,
  };
}
