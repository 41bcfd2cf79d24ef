import { orphanFinding } from '@/lib/domain/orphan-rule';
import type { OrphanRefusal } from '@/lib/domain/refusals';
import { packedStatusAt } from '@/lib/domain/seat';
import { namedSeat } from '@/lib/domain/seats-wanted';
import { placesIn, unionOf } from '@/lib/domain/standing-area';
import { readHold, type WatchedRows } from '@/lib/redis/hold-store';
import { askHold } from './ask-hold';
import { type Sale, seatsAt } from './find-sale';
import { pricedSeats } from './priced-seats';
import { readLiveState } from './seat-state';

/** A selection judged: the refusal, or the rows it was judged by. */
export type Judgement = { refusal: OrphanRefusal } | { watched: WatchedRows };

const nothingToWatch: Judgement = { watched: new Map() };

/**
 * Judges what the buyer would have by the schedule's orphan rule, on the map as it is now. Others' holds, sold and
 * withheld seats count as taken; the buyer's own hold is part of the selection. Below the party size nothing is
 * judged: more seats are to come. What was found legal when it was held stays so: who came first need not give way to
 * those who came after. Seats that the line brought are nobody's choice and count as taken. Throws StoreUnavailable.
 */
export async function judgeOrphans(sale: Sale, userId: string, partySize: number): Promise<Judgement> {
  const { scheduleId, seatCount, rules } = sale.schedule;
  if (rules.orphanRule === 'off' || partySize === Number.POSITIVE_INFINITY) return nothingToWatch;
  const said = await askHold(scheduleId, () => readHold({ scheduleId, userId }));
  const { bytes } = await readLiveState(scheduleId, seatCount);
  const held = said.outcome === 'held' ? said.hold : { places: [], areas: [], judged: false, offered: [] };
  const offered = new Set(held.offered);
  const chosen = sale.places.filter((place) => !offered.has(place));
  if (chosen.length === 0 && sale.places.length > 0) return nothingToWatch;
  const mine = new Set(held.places.filter((place) => !offered.has(place)));
  if (held.judged && chosen.every((place) => mine.has(place))) return nothingToWatch;
  const selection = [...new Set([...mine, ...chosen])];
  const standing = placesIn(unionOf(held.areas, sale.areas));
  if (selection.length === 0 || selection.length + standing < partySize) return nothingToWatch;
  return judgeOn(sale, bytes, mine, selection);
}

function judgeOn(sale: Sale, bytes: Buffer, mine: ReadonlySet<number>, selection: number[]): Judgement {
  const { scheduleId, rules } = sale.schedule;
  const isTaken = (place: number) => packedStatusAt(bytes, place) !== 'available' && !mine.has(place);
  const rows = new Set(selection.map((place) => sale.ready.picture.seats.row[place]));
  const blocks = sale.ready.blocks.filter((block) => rows.has(block.row));
  const finding = orphanFinding(rules.orphanRule, blocks, selection, isTaken);
  if (finding) {
    const seats = seatsAt(sale.ready, finding.orphans).map((seat) => namedSeat(scheduleId, seat));
    const alternatives = pricedSeats(sale.schedule, seatsAt(sale.ready, finding.instead));
    return { refusal: { code: 'LEAVES_SINGLE_SEAT', seats, alternatives } };
  }
  return { watched: new Map(blocks.flatMap(({ places }) => places).map((place) => [place, isTaken(place)])) };
}
