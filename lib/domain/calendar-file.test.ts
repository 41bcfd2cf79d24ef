import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar-file';

const entry = {
  uid: 'schedule-1@rowlock',
  title: '파도; 그리고, 불빛',
  description: 'a\nb',
  location: 'Club \\ Seoul',
  url: 'http://localhost:3000/events/a',
  startsAt: new Date('2026-12-12T10:00:00.000Z'),
  endsAt: new Date('2026-12-12T12:00:00.000Z'),
  now: new Date('2026-11-21T00:00:00.000Z'),
};

describe('a calendar file', () => {
  it('tells times in UTC and escapes what has a meaning in the format', () => {
    const lines = calendarFile(entry).split('\r\n');
    expect(lines).toContain('DTSTART:20261212T100000Z');
    expect(lines).toContain('SUMMARY:파도\\; 그리고\\, 불빛');
    expect(lines).toContain('DESCRIPTION:a\\nb');
    expect(lines).toContain('LOCATION:Club \\\\ Seoul');
  });

  it('says that it does not take place, as a later word on the same entry', () => {
    const lines = (cancelled?: boolean) =>
      calendarFile({ ...entry, ...(cancelled && { cancelled }) }).split('\r\n');
    expect(lines()).toEqual(expect.arrayContaining(['STATUS:CONFIRMED', 'SEQUENCE:0']));
    expect(lines(true)).toEqual(
      expect.arrayContaining(['STATUS:CANCELLED', 'SEQUENCE:1', 'UID:schedule-1@rowlock']),
    );
  });

  it('folds lines to 75 octets without breaking a character', () => {
    const file = calendarFile({ ...entry, title: '밤'.repeat(100) });
    for (const line of file.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'밤'.repeat(100)}`);
  });
});
