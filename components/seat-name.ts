import type { NamedSeat } from '@/lib/domain/refusals';

/**
 * A name of the plan (a section's, a floor's) in English: as the plan says it, else as can be seen of a Korean one
 * ("301구역" is "Section 301"), else as it stands.
 */
export function nameInEnglish(name: string, said: string | undefined): string {
  if (said !== undefined) return said;
  const [, section] = /^(.+)구역$/.exec(name) ?? [];
  if (section !== undefined) return `Section ${section}`;
  const [, level] = /^(\d+)층$/.exec(name) ?? [];
  return level === undefined ? name : `Level ${level}`;
}

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
