import { expect, test } from 'vitest';
import { pageAddress } from './page-address';

test.each(['/', '/events/1?q=%EC%BD%98', '/schedules/1?a=%zz', '/_next/static/a.js'])(
  '%s stays as it is',
  (address) => {
    expect(pageAddress(address)).toBe(address);
  },
);

test('NUL is no text anywhere in an address', () => {
  expect(pageAddress('/events/a%00?q=%00b%00')).toBe('/events/a%EF%BF%BD?q=%EF%BF%BDb%EF%BF%BD');
  expect(pageAddress('/events/%0%000')).toBe('/404');
});

test.each(['/bookings/%ed%a0%80', '/events/%zz', '/events/%', '*', '', 'events'])(
  '%j names no page',
  (address) => {
    expect(pageAddress(address)).toBe('/404');
  },
);

test("a whole address is read as a path of ours, never as another site's", () => {
  expect(pageAddress('http://evil.example/events/1?a=b')).toBe('/events/1?a=b');
  expect(pageAddress('http://evil.example')).toBe('/404');
});
