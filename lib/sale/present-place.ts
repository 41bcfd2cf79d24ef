import { estimateSeconds, type PlaceState, type WaitingPlace } from '@/lib/domain/waiting-room';
import type { StoredLine } from '@/lib/postgres/waiting-line-store';
import type { StoredPlace } from '@/lib/postgres/waiting-place-store';
import { signAdmission } from './admission-token';
import { peopleAhead } from './waiting-lines';

/** Where somebody stands, told from the row: an admission whose end has passed is over, noted or not. */
export function placeStateOf(row: StoredPlace): PlaceState {
  if (row.state === null) return 'outside';
  if (row.state === 'waiting') return row.drawn ? 'waiting' : 'early';
  const over = row.state === 'admitted' && (row.admissionEndsAt ?? row.now) <= row.now;
  return over ? 'ended' : row.state;
}

function inLine(
  row: StoredPlace,
  line: StoredLine,
): Pick<WaitingPlace, 'place' | 'ahead' | 'estimatedSeconds'> {
  const ahead = peopleAhead(line.ranks, row.rank);
  const { capacity, inside, admissionSeconds, perMinute, admittedPerMinute } = line;
  const estimatedSeconds = estimateSeconds(ahead, {
    ...{ state: row.room, capacity, inside, admissionSeconds },
    ...{ perSecond: perMinute / 60, measuredPerSecond: admittedPerMinute / 60 },
  });
  return { place: ahead + 1, ahead, estimatedSeconds };
}

/** A place as its person is told it, with a fresh token for who is inside. */
export async function presentPlace(
  whose: { scheduleId: string; userId: string },
  row: StoredPlace,
  line: StoredLine,
): Promise<WaitingPlace> {
  const state = placeStateOf(row);
  const inside = state === 'admitted' ? row.admissionEndsAt : null;
  const signed = inside && (await signAdmission(whose, inside, row.now));
  return {
    state,
    ...(state === 'waiting' ? inLine(row, line) : { place: null, ahead: null, estimatedSeconds: null }),
    people: line.ranks.length,
    room: row.room,
    opensAt: row.opensAt.toISOString(),
    salesOpenAt: row.salesOpenAt.toISOString(),
    salesCloseAt: row.salesCloseAt.toISOString(),
    proofOfWork: row.proofOfWork,
    admission: signed?.token ?? null,
    admissionExpiresAt: signed?.expiresAt.toISOString() ?? null,
    admissionEndsAt: inside?.toISOString() ?? null,
    now: row.now.toISOString(),
  };
}
