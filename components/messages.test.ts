import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { refusalStatus } from '@/lib/request/refusal-status';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';

type Say = (key: string, values: Record<string, number | Date>) => string;
type Catalogue = { [key: string]: string | Catalogue };

function sentences(catalogue: Catalogue, prefix = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : sentences(value, `${prefix}${key}.`),
  );
}

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** Something for every name a sentence may ask for. */
function valuesFor(text: string): Record<string, number | Date> {
  const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name ?? '');
  return Object.fromEntries(names.map((name) => [name, text.includes(`{${name}, date`) ? new Date(0) : 2]));
}

function fail(error: unknown): never {
  throw error;
}

const korean = sentences(ko);
const english = sentences(en);

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(english.map(([key]) => key)).toEqual(korean.map(([key]) => key));
  });

  it('ask for nothing in Korean that English does not ask for, and can all be said', () => {
    for (const [locale, messages] of [['ko', ko] as const, ['en', en] as const]) {
      // Any key: that the pages use only those there are is the compiler's to see.
      const say = createTranslator({
        locale,
        messages,
        timeZone: 'Asia/Seoul',
        onError: fail,
      }) as unknown as Say;
      // English names at least as much: it has plurals where Korean has none.
      for (const [key, text] of english) say(key, valuesFor(text));
    }
  });

  it('have a sentence for every refusal, and none for what no longer exists', () => {
    expect(Object.keys(ko.refusal).sort()).toEqual(Object.keys(refusalStatus).sort());
    expect(ko.refusal.SEAT_ALREADY_HELD.startsWith('이미 선택된 좌석입니다')).toBe(true);
  });

  it('have no sentence that nothing says', () => {
    const code = ['app', 'components', 'server', 'lib'].map((folder) => sources(folder)).join('\n');
    const unsaid = korean
      .map(([key]) => key)
      .filter((key) => !key.startsWith('refusal.'))
      .filter((key) => {
        const [, ...path] = key.split('.');
        const inside = path.join('.');
        const family = path.slice(0, -1).join('.');
        return ![`'${inside}'`, `\`${inside}\``, `\`${family}.\${`, `'${key}'`].some((form) =>
          code.includes(form),
        );
      });
    expect(unsaid).toEqual([]);
  });
});
