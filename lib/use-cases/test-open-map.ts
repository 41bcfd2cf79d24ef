/** People who look at a map while its stores fail. Not used by the product. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { packedStatusAt, setPackedStatus } from '@/lib/domain/seat';
import { readTakenSeats } from '@/lib/postgres/seat-store';
import type { TestSale } from '@/lib/sale/test-sale';
import { timed } from '@/lib/sale/test-timed';
import { listSeats } from './list-seats';
import { readSeatState } from './read-seat-state';
import { watchSeats } from './watch-seats';

/** A browser with the map open: it does what the stream tells it. */
interface OpenMap {
  /** Kinds of frames in the order they came: seats, reset, stale. */
  heard: string[];
  bytes: Uint8Array;
  leave(): void;
}

export async function openMap(scheduleId: string): Promise<OpenMap> {
  const read = async () => {
    const state = await readSeatState({ scheduleId });
    if (!state.ok) throw new Error(state.refusal.code);
    return { bytes: new Uint8Array(state.value.bytes), position: state.value.position };
  };
  const { bytes, position } = await read();
  const map: OpenMap = { heard: [], bytes, leave: () => {} };
  const send = (frame: Buffer) => {
    const text = frame.toString();
    const kind = /^event: (\w+)/.exec(text)?.[1] ?? 'seats';
    map.heard.push(kind);
    if (kind === 'reset') {
      void read().then((fresh) => {
        map.bytes = fresh.bytes;
      });
    } else if (kind === 'seats') {
      const { seats } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '{}') as { seats: [number, number][] };
      for (const [place, code] of seats) setPackedStatus(map.bytes, place, code);
    }
  };
  const left = await watchSeats(scheduleId, position, { send });
  if (!left.ok) throw new Error(left.refusal.code);
  map.leave = left.value;
  return map;
}

/** Every seat as the API lists it. Throws StoreUnavailable. */
export async function listedStatuses(sale: TestSale): Promise<string[]> {
  const listed = await listSeats({ scheduleId: sale.scheduleId, buyer: null, limit: 10_000 });
  if (!listed.ok) throw new Error(listed.refusal.code);
  return listed.value.seats.map((seat) => seat.status);
}

/** Waits until an open map shows what the API lists, seat by seat. */
export async function expectMapToAgree(sale: TestSale, map: OpenMap): Promise<void> {
  const shown = () => Array.from({ length: sale.seatCount }, (_, place) => packedStatusAt(map.bytes, place));
  await expect
    .poll(async () => (await listedStatuses(sale)).findIndex((status, i) => status !== shown()[i]), {
      timeout: 5000,
    })
    .toBe(-1);
}

/**
 * Looks, again and again until the signal, for seats that PostgreSQL says are sold and the list or the live map shows
 * as available. Answers the longest any of them was seen so, milliseconds.
 */
export function watchForGhosts(sale: TestSale, signal: AbortSignal): () => number {
  const since = new Map<string, number>();
  let longest = 0;
  const look = async () => {
    const sold = await readTakenSeats(sale.scheduleId);
    const listed = await listedStatuses(sale);
    const state = await readSeatState({ scheduleId: sale.scheduleId });
    for (const { place } of sold) {
      const shown = { list: listed[place], map: state.ok ? packedStatusAt(state.value.bytes, place) : '' };
      for (const [where, status] of Object.entries(shown)) {
        const ghost = `${where} ${place}`;
        if (status !== 'available') since.delete(ghost);
        else if (!since.has(ghost)) since.set(ghost, performance.now());
        longest = Math.max(longest, performance.now() - (since.get(ghost) ?? performance.now()));
      }
    }
  };
  void (async () => {
    while (!signal.aborted) {
      await timed(look);
      await sleep(100, undefined, { signal }).catch(() => undefined);
    }
  })();
  return () => longest;
}
