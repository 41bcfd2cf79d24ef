import type { Hall, HallSeat } from '@/lib/domain/hall';
import type { DemoSchedule } from './demo-concert';

/** How a hall has sold: bookings as places side by side, and places kept back. */
export interface Filling {
  bookings: number[][];
  withheld: number[];
  /** Neighbours nobody has taken. */
  free: number[][];
}

/** Sizes of the parties people come in, by how often. */
const partySizes = [1, 2, 2, 2, 2, 2, 2, 3, 4, 4];

/** Fills a hall as people do: in small parties side by side, the good seats first but not only. */
export function fillHall(
  hall: Hall,
  schedule: DemoSchedule,
  prices: Record<string, number>,
  random: () => number,
): Filling {
  const dearest = Math.max(...Object.values(prices));
  const kept = new Set(schedule.freeRows);
  const parties = partiesOf(hall, random).filter(([first]) => first && !kept.has(first.row));
  const eager = parties
    .map((party) => ({
      party,
      // Half luck, half how good the seats are.
      rank: random() - 0.5 * ((prices[party[0]?.category ?? ''] ?? 0) / dearest),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ party }) => party.map((seat) => seat.place));

  const sold = Math.floor(hall.seats.length * schedule.sold);
  const withheld = Math.min(hall.seats.length - sold, Math.ceil(hall.seats.length * schedule.withheld));
  const bookings = take(eager, sold);
  return { bookings, withheld: take(eager, withheld).flat(), free: eager };
}

/** Takes parties from the list until there are that many seats; the last one may be parted. */
function take(parties: number[][], seats: number): number[][] {
  const taken: number[][] = [];
  let missing = seats;
  while (missing > 0) {
    const party = parties.shift();
    if (!party) break;
    taken.push(party.slice(0, missing));
    if (party.length > missing) parties.unshift(party.slice(missing));
    missing -= Math.min(missing, party.length);
  }
  return taken;
}

function partiesOf(hall: Hall, random: () => number): HallSeat[][] {
  const parties: HallSeat[][] = [];
  let size = 0;
  for (const seat of hall.seats) {
    const party = parties.at(-1);
    const last = party?.at(-1);
    const besides = last && last.row === seat.row && last.section === seat.section;
    if (party && besides && party.length < size) {
      party.push(seat);
      continue;
    }
    size = partySizes[Math.floor(random() * partySizes.length)] ?? 2;
    parties.push([seat]);
  }
  return parties;
}

/** Random numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
