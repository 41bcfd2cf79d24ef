/** What a calendar file says. */
export interface CalendarEntry {
  /** Unique for ever; the same entry again replaces the first. */
  uid: string;
  title: string;
  description: string;
  location: string;
  url: string;
  startsAt: Date;
  endsAt: Date;
  /** It does not take place, or its owner does not go: a calendar that has it takes it out or strikes it. */
  cancelled?: boolean;
  now: Date;
}

/** RFC 5545 text: commas, semicolons, backslashes and line ends are escaped. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
}

const utf8 = new TextEncoder();

/** RFC 5545 lines are at most 75 octets; a longer one goes on behind a line end and a space, never inside a character. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8.encode(character).length;
    if (octets + size > 73) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}

/** `20261212T100000Z` */
function instant(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** An iCalendar file with one entry. */
export function calendarFile(entry: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rowlock//Rowlock//EN',
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${instant(entry.now)}`,
    `DTSTART:${instant(entry.startsAt)}`,
    `DTEND:${instant(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `LOCATION:${escaped(entry.location)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    `URL:${entry.url}`,
    // A later word on the same entry has a higher number; there is nothing after a cancellation.
    `SEQUENCE:${entry.cancelled ? 1 : 0}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
