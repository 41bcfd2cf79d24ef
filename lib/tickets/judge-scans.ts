import { crashPoint } from '@/lib/crash-point';
import type { Buyer } from '@/lib/domain/buyer';
import type { CheckedIn } from '@/lib/domain/door-list';
import type { CheckInRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { ticketOfId } from '@/lib/domain/ticket';
import { verifyTicket } from '@/lib/domain/verify-ticket';
import { metrics } from '@/lib/metrics';
import { type CheckInSaid, checkInInDatabase, type ScanToJudge } from '@/lib/postgres/check-in-store';
import { ticketNamer } from './ticket-at-door';
import { verifyingKeys } from './ticket-keys';

/** A scan: what a camera read, or a ticket looked up by hand. */
export interface Scan {
  /** The device's own name for it. */
  scanId: string;
  what: { token: string } | { ticketId: string };
  /** When an offline scan was made; null = now. */
  at: Date | null;
}

type Judged = Result<CheckedIn, CheckInRefusal>;

/** Where scans are made. */
export interface ScanPlace {
  scheduleId: string;
  deviceId: string;
  /** Without a connection: people were let in before the server was asked. */
  offline: boolean;
}

/**
 * Verifies what was scanned and checks it in, one answer a scan in their order. Repeated with the same scan ids it gives
 * the same answers. Throws StoreUnavailable.
 */
export async function judgeScans(staff: Buyer, place: ScanPlace, scans: readonly Scan[]): Promise<Judged[]> {
  const keys = scans.some(({ what }) => 'token' in what) ? await verifyingKeys() : [];
  const read = await Promise.all(scans.map((scan) => readScan(scan, keys)));
  const good = read.flatMap((each) => (each.ok ? each.value : []));
  crashPoint('check_in_due');
  const said = good.length > 0 ? await checkInInDatabase(staff, place, good) : [];
  crashPoint('check_in_committed');
  const answers = said.values();
  const judged: Judged[] = [];
  for (const each of read) {
    const next = each.ok ? answers.next().value : undefined;
    judged.push(each.ok ? await inWords(next) : each);
  }
  for (const each of judged) metrics.checkIns.inc({ verdict: each.ok ? 'ADMITTED' : each.refusal.code });
  return judged;
}

async function readScan(
  { scanId, what, at }: Scan,
  keys: Awaited<ReturnType<typeof verifyingKeys>>,
): Promise<Result<ScanToJudge, CheckInRefusal>> {
  if ('ticketId' in what) {
    const name = ticketOfId(what.ticketId);
    return name ? granted({ scanId, ...name, serial: null, at }) : refused({ code: 'TICKET_NOT_FOUND' });
  }
  const verified = await verifyTicket(what.token, keys);
  if (!verified.ok) return verified;
  const { code, ticket, serial } = verified.value;
  return granted({ scanId, code, ticket, serial, at });
}

async function inWords(said: CheckInSaid | undefined): Promise<Judged> {
  if (!said) throw new Error('The database left a scan without an answer.');
  if ('refusal' in said) return refused({ code: said.refusal });
  const namer = await ticketNamer(said.scheduleId);
  if (!namer) throw new Error(`A ticket's schedule ${said.scheduleId} is gone.`);
  const ticket = namer.name(said.ticket);
  switch (said.verdict) {
    case 'ADMITTED':
      return granted({ ticket, at: said.at.toISOString() });
    case 'WRONG_SHOW': {
      const { event, startsAt } = namer.schedule;
      return refused({ code: 'TICKET_WRONG_SHOW', ticket, eventTitle: event.title, startsAt });
    }
    case 'ALREADY_USED': {
      const { at = said.at, device = '', offline = false } = said.first ?? {};
      return refused({ code: 'TICKET_ALREADY_USED', ticket, at: at.toISOString(), device, offline });
    }
    default:
      return refused({ code: `TICKET_${said.verdict}` as const, ticket });
  }
}
