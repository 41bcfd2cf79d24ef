import { TZDate } from '@date-fns/tz';
import { format, isValid } from 'date-fns';

/** A moment as a date-and-time field shows it, on the clocks of a time zone: `2026-12-12T19:00`. */
export function localTime(moment: Date, timeZone: string): string {
  return format(new TZDate(moment, timeZone), "yyyy-MM-dd'T'HH:mm");
}

/** The moment a date-and-time field names on the clocks of a time zone; null where it names none. */
export function momentOfLocalTime(text: string, timeZone: string): Date | null {
  const [, ...parts] = /^([12]\d{3})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(text) ?? [];
  const [year, month, day, hour, minute] = parts.map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const moment = new TZDate(year, month - 1, day, hour ?? 0, minute ?? 0, timeZone);
  // 31 February names no day, 25:00 no hour: they would roll over.
  return isValid(moment) && localTime(moment, timeZone) === text ? new Date(moment.getTime()) : null;
}
