import { expect, test } from 'vitest';
import { languageOf } from './language';

test.each([
  ['', undefined, 'ko'],
  ['en', undefined, 'en'],
  ['en-GB,en;q=0.9,ko;q=0.8', undefined, 'en'],
  ['en;q=0.3, ko;q=0.8', undefined, 'ko'],
  ['fr, de', undefined, 'ko'],
  ['fr, en;q=0.2', undefined, 'en'],
  ['en;q=0, fr', undefined, 'ko'],
  ['en;q=nonsense', undefined, 'ko'],
  ['ko', 'en', 'en'],
  ['en', 'xx', 'en'],
])('Accept-Language %j and cookie %j give %s', (accepts, chosen, expected) => {
  expect(languageOf(new Headers({ 'accept-language': accepts }), chosen)).toBe(expected);
});
