import { expect, test } from 'vitest';
import { roughTime } from './rough-time';

test('a time to wait is told the rougher the longer it is, and never too short', () => {
  expect(roughTime(0)).toEqual({ unit: 'soon' });
  expect(roughTime(60)).toEqual({ unit: 'soon' });
  expect(roughTime(61)).toEqual({ unit: 'minutes', minutes: 2 });
  expect(roughTime(10 * 60)).toEqual({ unit: 'minutes', minutes: 10 });
  expect(roughTime(10 * 60 + 1)).toEqual({ unit: 'minutes', minutes: 15 });
  expect(roughTime(56 * 60)).toEqual({ unit: 'hours', hours: 1, minutes: 0 });
  expect(roughTime(61 * 60)).toEqual({ unit: 'hours', hours: 1, minutes: 15 });
  expect(roughTime(119 * 60)).toEqual({ unit: 'hours', hours: 2, minutes: 0 });
});
