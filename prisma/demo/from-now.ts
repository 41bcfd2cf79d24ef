import { TZDate } from '@date-fns/tz';
import { addDays, addMinutes, startOfDay } from 'date-fns';
import type { FromNow } from './demo-concert';
import { demoTimeZone } from './demo-halls';

/** The moment that is so far from `now`. */
export function fromNow(now: Date, moment: FromNow): Date {
  if ('minutes' in moment) return addMinutes(now, moment.minutes);
  const [hours = 0, minutes = 0] = moment.time.split(':').map(Number);
  const day = addDays(startOfDay(new TZDate(now, demoTimeZone)), moment.day);
  day.setHours(hours, minutes);
  return new Date(day.getTime());
}
