import { z } from 'zod';
import type { CheckedIn, DoorTicket, WrongEntry } from '@/lib/domain/door-list';
import type { Refusal, TicketAtDoor } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { StoredList, UntoldScan } from './door-store';

/** A scan is answered within this, or judged by the list: nobody waits longer in front of a door. */
const scanLimitMs = 3000;
const limitMs = 15_000;
/** Tickets a page of the list. */
const pageSize = 2000;

/** The server did not answer, or could not. */
export class Unreachable extends Error {}

const seat = z.object({ seat_id: z.string(), section: z.string(), row: z.string(), number: z.string() });
const entry = z.object({ area_id: z.string(), area: z.string(), entry_number: z.number().nullable() });
const ticket = z
  .object({ ticket_id: z.string(), seat: seat.nullable(), entry: entry.nullable(), grade: z.string() })
  .transform(
    (told): TicketAtDoor => ({
      ticketId: told.ticket_id,
      seat: told.seat && { ...told.seat, seatId: told.seat.seat_id },
      entry: told.entry && {
        ...{ areaId: told.entry.area_id, name: told.entry.area, entryNumber: told.entry.entry_number },
      },
      grade: told.grade,
    }),
  );
const used = z.object({ at: z.string(), device: z.string() });
const listed = z
  .object({ admits: z.boolean(), serial: z.number(), used: used.nullable() })
  .loose()
  .transform(
    ({ admits, serial, used, ...rest }): DoorTicket => ({ ...ticket.parse(rest), admits, serial, used }),
  );
const key = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  alg: z.literal('Ed25519'),
  use: z.literal('sig'),
});
const page = z.object({
  tickets: z.array(listed),
  next_cursor: z.string().nullable(),
  as_of: z.string(),
  keys: z.array(key),
  counts: z.object({ admitted: z.number(), total: z.number() }),
});
const admitted = z.object({ admitted_at: z.string() }).loose();
const details = z.object({
  ticket: ticket.optional(),
  at: z.string().default(''),
  device: z.string().default(''),
  offline: z.boolean().default(false),
  event_title: z.string().default(''),
  starts_at: z.string().default(''),
  retry_after_seconds: z.number().default(1),
});
const told = z.object({
  scans: z.array(z.object({ scan_id: z.string(), verdict: z.string(), ticket: ticket.nullable() })),
});
const wrong = z.object({
  entries: z.array(
    z.object({
      ticket,
      code: z.string(),
      at: z.string(),
      received_at: z.string(),
      device: z.string(),
      first: used.extend({ offline: z.boolean() }).nullable(),
    }),
  ),
});

/** A refusal of the API as the pages know it; texts of one language stand for both. */
function refusalOf(code: string, sent: unknown): Refusal {
  const { ticket: about, event_title: title, ...more } = details.parse(sent ?? {});
  const named = about ?? { ticketId: '', seat: null, entry: null, grade: '' };
  return {
    ...{ code, ticket: named, at: more.at, device: more.device, offline: more.offline },
    ...{ eventTitle: { ko: title, en: title }, startsAt: more.starts_at },
    retryAfterSeconds: more.retry_after_seconds,
    // The codes are the API's own, and each finds here what its sentence names.
  } as Refusal;
}

const envelope = z.union([
  z.object({ success: z.literal(true), data: z.unknown() }),
  z.object({ success: z.literal(false), error: z.object({ code: z.string(), details: z.unknown() }) }),
]);

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
    // A proxy's word for a server that is away, or a server that is out of its stores.
    if (!said.success || response.status >= 500) throw new Unreachable(`answered ${response.status}`);
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
    const said = await this.call('', admitted, scanLimitMs, body);
    return said.ok ? granted({ ticket: ticket.parse(said.value), at: said.value.admitted_at }) : said;
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
    const said = await this.call('/sync', told, limitMs, body);
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
    let first: z.infer<typeof page> | null = null;
    do {
      const query = new URLSearchParams({
        ...{ schedule_id: this.scheduleId, limit: String(pageSize) },
        ...(since && { since }),
        ...(cursor && { cursor }),
      });
      const said: Result<z.infer<typeof page>, Refusal> = await this.call(`/list?${query}`, page, limitMs);
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
    const said = await this.call(`/wrong-entries?${query}`, wrong, limitMs);
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
