import { describe, expect, it } from 'vitest';
import { compileHall, type Hall, type HallSeat } from '@/lib/domain/hall';
import { hallPicture } from '@/lib/domain/hall-picture';
import { readSeatingPlan } from '@/lib/domain/read-seating-plan';
import { repairSeatingPlan } from '@/lib/domain/repair-seating-plan';
import type { HallKey } from './demo-concert';
import { demoHalls, planIdOf } from './demo-halls';

function read(key: HallKey) {
  const json: unknown = JSON.parse(JSON.stringify(demoHalls[key].draw()));
  const plan = readSeatingPlan(json);
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusal.issues));
  return { plan: plan.value, hall: compileHall(plan.value), id: planIdOf(key, json) };
}

/** The smallest distance of two seats, looked for among neighbours only. */
function smallestDistance(hall: Hall): number {
  const cells = new Map<string, Hall['seats']>();
  const cellOf = (x: number, y: number) => `${Math.floor(x / 30)} ${Math.floor(y / 30)}`;
  let smallest = Number.POSITIVE_INFINITY;
  for (const seat of hall.seats) {
    for (const dx of [-30, 0, 30]) {
      for (const dy of [-30, 0, 30]) {
        for (const other of cells.get(cellOf(seat.x + dx, seat.y + dy)) ?? []) {
          smallest = Math.min(smallest, Math.hypot(other.x - seat.x, other.y - seat.y));
        }
      }
    }
    const cell = cellOf(seat.x, seat.y);
    cells.set(cell, [...(cells.get(cell) ?? []), seat]);
  }
  return smallest;
}

describe.each([
  ['club', 300, 'club-17c7895e6e'],
  ['clubStanding', 84, 'clubStanding-2d0f03f0bd'],
  ['theatre', 1350, 'theatre-8302e71d63'],
  ['arena', 15_000, 'arena-f234583939'],
  ['dome', 40_000, 'dome-1e5b461d40'],
] as const)('the %s', (key, seatCount, id) => {
  const drawn = read(key);

  it('has exactly its seats, none on another, all inside', () => {
    const { hall } = drawn;
    expect(hall.seats).toHaveLength(seatCount);
    expect(smallestDistance(hall)).toBeGreaterThan(23.5);
    const outside = hall.seats.filter(
      (s) => s.x < s.radius || s.y < s.radius || s.x > hall.width - s.radius || s.y > hall.height - s.radius,
    );
    expect(outside).toEqual([]);
  });

  it('names no seat of a section twice', () => {
    const names = drawn.hall.seats.map((seat) => `${seat.section} ${seat.row} ${seat.number}`);
    expect(new Set(names).size).toBe(seatCount);
  });

  it('is the same drawing on every machine: places are what bookings point to', () => {
    expect(drawn.id).toBe(id);
  });

  it('has seats with room for a wheelchair, and a seat for a companion beside each', () => {
    const { seats } = drawn.hall;
    expect(seats.some((seat) => seat.accessible)).toBe(true);
    const isBeside = (seat: HallSeat, other: HallSeat | undefined) =>
      other?.section === seat.section && other.row === seat.row;
    const alone = seats.filter(
      (seat, at) =>
        seat.accessible &&
        ![-2, -1, 1, 2].some((by) => seats[at + by]?.companion && isBeside(seat, seats[at + by])),
    );
    expect(alone).toEqual([]);
  });

  it('has no defect that an import would report', () => {
    const repaired = repairSeatingPlan(JSON.parse(JSON.stringify(drawn.plan)));
    expect(repaired).toMatchObject({ ok: true, value: { counts: {} } });
  });
});

describe('the demo halls', () => {
  it('name seat 1 of row 1열 once in the club', () => {
    const found = read('club').hall.seats.filter((seat) => seat.row === '1열' && seat.number === '1');
    expect(found).toHaveLength(1);
  });

  it('are worked out in under 100 ms, the dome included', () => {
    const { plan } = read('dome');
    const times = Array.from({ length: 5 }, () => {
      // Of this process alone: what else the machine does is not theirs.
      const start = process.cpuUsage();
      hallPicture('dome', compileHall(plan), plan);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
