import { describe, expect, it } from 'vitest';
import { wayBack } from './way-back';

describe('the way back after signing in', () => {
  it.each(['/', '/schedules/1', '/checkout/1?a=b#c'])('follows a path of this site: %s', (path) => {
    expect(wayBack(path)).toBe(path);
  });

  it.each([
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example/x',
    '/.\\/evil.example',
    'javascript:alert(1)',
    `/${'a'.repeat(600)}`,
  ])('goes to the start instead of %j', (path) => {
    expect(wayBack(path)).toBe('/');
  });
});
