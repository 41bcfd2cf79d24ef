import type { z } from 'zod';
import type { CheckedIn, DoorTicket, WrongEntry } from '@/lib/domain/door-list';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { StoredList, UntoldScan } from './door-store';
import {
  admittedAnswer,
  envelope,
  listAnswer,
  refusalOf,
  ticketAnswer,
  toldAnswer,
  wrongEntriesAnswer,
} from './door-wire';

type ListPage = z.infer<typeof listAnswer>;

/** A scan is answered within this, or judged by the list: nobody waits longer in front of a door. */
const scanLimitMs = 3000;
const limitMs = 15_000;
/** Tickets a page of the list. */
const pageSize = 2000;

/** The server did not answer, or could not. */
export class Unreachable extends Error {}

/** What the door asks the server. Throws Unreachable. */
export class DoorApi {
  constructor(
    private readonly scheduleId: string,
    private readonly language: 'ko' | 'en',
  ) {}

  private async call<T>(
    path: string,
    answer: z.ZodType<T>,
    limit: number,
    body?: object,
  ): Promise<Result<T, Refusal>> {
    const response = await fetch(`/api/v1/check-in${path}`, {
      headers: { 'accept-language': this.language, ...(body && { 'content-type': 'application/json' }) },
      signal: AbortSignal.timeout(limit),
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
      .then(async (got) => ({ status: got.status, json: (await got.json()) as unknown }))
      .catch((error: unknown) => {
        throw new Unreachable('no answer', { cause: error });
      });
    const said = envelope.safeParse(response.json);
    // A proxy's word for a server that is away, a server out of its stores, or one that has been asked too often.
    if (!said.success || response.status >= 500 || response.status === 429)
      throw new Unreachable(`answered ${response.status}`);
    if (said.data.success) return granted(answer.parse(said.data.data));
    return refused(refusalOf(said.data.error.code, said.data.error.details));
  }

  /** Checks one ticket in. */
  async checkIn(
    scan: { scanId: string; what: UntoldScan['what'] },
    device: string,
  ): Promise<Result<CheckedIn, Refusal>> {
    const body = {
      schedule_id: this.scheduleId,
      device_id: device,
      scan_id: scan.scanId,
      ...this.named(scan.what),
    };
    const said = await this.call('', admittedAnswer, scanLimitMs, body);
    return said.ok ? granted({ ticket: ticketAnswer.parse(said.value), at: said.value.admitted_at }) : said;
  }

  private named(what: UntoldScan['what']) {
    return 'token' in what ? { ticket: what.token } : { ticket_id: what.ticketId };
  }

  /** Tells scans made without a connection; answers which were taken in, and which of them should not have admitted. */
  async tell(
    scans: readonly UntoldScan[],
    device: string,
  ): Promise<Result<{ told: string[]; wrong: number }, Refusal>> {
    const body = {
      ...{ schedule_id: this.scheduleId, device_id: device },
      scans: scans.map((scan) => ({ scan_id: scan.scanId, scanned_at: scan.at, ...this.named(scan.what) })),
    };
    const said = await this.call('/sync', toldAnswer, limitMs, body);
    if (!said.ok) return said;
    const answers = said.value.scans;
    return granted({
      told: answers.map((each) => each.scan_id),
      wrong: answers.filter((each) => each.verdict !== 'ADMITTED').length,
    });
  }

  /** The list, or what has changed of it since an instant, page by page. */
  async list(
    since: string | null,
    eachPage: (loaded: number, total: number) => void,
  ): Promise<Result<{ list: StoredList; tickets: DoorTicket[] }, Refusal>> {
    const tickets: DoorTicket[] = [];
    let cursor: string | null = null;
    let first: ListPage | null = null;
    do {
      const query = new URLSearchParams({
        ...{ schedule_id: this.scheduleId, limit: String(pageSize) },
        ...(since && { since }),
        ...(cursor && { cursor }),
      });
      const said: Result<ListPage, Refusal> = await this.call(`/list?${query}`, listAnswer, limitMs);
      if (!said.ok) return said;
      first ??= said.value;
      tickets.push(...said.value.tickets);
      cursor = said.value.next_cursor;
      eachPage(tickets.length, said.value.counts.total);
    } while (cursor !== null);
    const { as_of: asOf, keys, counts } = first;
    return granted({ list: { scheduleId: this.scheduleId, asOf, keys, counts }, tickets });
  }

  /** Whom devices without a connection let in wrongly. */
  async wrongEntries(): Promise<Result<WrongEntry[], Refusal>> {
    const query = new URLSearchParams({ schedule_id: this.scheduleId });
    const said = await this.call(`/wrong-entries?${query}`, wrongEntriesAnswer, limitMs);
    if (!said.ok) return said;
    return granted(
      said.value.entries.map(({ received_at: receivedAt, code, ...rest }) => ({
        ...rest,
        receivedAt,
        code: code as WrongEntry['code'],
      })),
    );
  }
}
