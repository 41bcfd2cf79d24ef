import type { Part } from './part';

const maxLength = 200;

/** Gives every seat a seat_guid of its own; the same file always gives the same ones. */
export class SeatGuids {
  readonly used = new Set<string>();
  private readonly lastNumber = new Map<string, number>();

  /** `written`: every seat_guid of the file, which none that is made up may equal. */
  constructor(private readonly written: ReadonlySet<string>) {}

  /** What a seat is called that has none of its own is made of where it stands: `zone-row-seat`, counted from 0. */
  of(part: Part, standsAt: string): string {
    const own = part.text('seat_guid', maxLength);
    if (own && !this.used.has(own)) {
      this.used.add(own);
      return own;
    }
    const made = this.make(own || standsAt);
    const code = own ? 'GUID_DUPLICATE' : 'GUID_MISSING';
    part.report.note(code, part.at('seat_guid'), own ? `"${own}" became "${made}"` : `named "${made}"`);
    return made;
  }

  private make(base: string): string {
    const stem = base.slice(0, maxLength - 10).replace(/\p{Cs}/gu, '');
    // Counted on from the last one: thousands of one name do not begin at 2 each time.
    let number = this.lastNumber.get(stem) ?? 1;
    let made: string;
    do {
      number += 1;
      made = `${stem}~${number}`;
    } while (this.used.has(made) || this.written.has(made));
    this.lastNumber.set(stem, number);
    this.used.add(made);
    return made;
  }
}
