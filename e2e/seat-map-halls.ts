/** Halls for the pictures of the map: drawn here, so that the demo may be redrawn without them. */
import { randomUUID } from 'node:crypto';
import { koreanCancellationPolicy } from '@/lib/domain/cancellation';
import { prisma } from '@/lib/postgres/client';
import { importPlan } from '@/lib/postgres/import-plan';
import { importSchedule } from '@/lib/postgres/import-schedule';
import { createTestSale } from '@/lib/sale/test-sale';

const categories = [
  { name: 'VIP', color: '#f2b632' },
  { name: 'R', color: '#e0603c' },
  { name: 'S', color: '#4a9ff0' },
];

export interface Block {
  name: string;
  x: number;
  y: number;
  rows: number;
  seats: number;
  category: string;
  /** How much a row bends: hall units its middle lies deeper than its ends. */
  bend?: number;
}

function zoneOf(block: Block) {
  const { name, x, y, rows, seats, category, bend = 0 } = block;
  const depth = (at: number) => bend * (1 - (2 * (at / Math.max(seats - 1, 1)) - 1) ** 2);
  return {
    name,
    position: { x, y },
    areas: [],
    rows: Array.from({ length: rows }, (_, row) => ({
      row_number: String(row + 1),
      row_number_position: 'both',
      position: { x: 0, y: row * 28 },
      seats: Array.from({ length: seats }, (_, seat) => ({
        seat_guid: `${name}-${row + 1}-${seat + 1}`,
        seat_number: String(seat + 1),
        position: { x: seat * 24, y: depth(seat) },
        category,
      })),
    })),
  };
}

const stage = {
  shape: 'polygon',
  color: '#3a3550',
  position: { x: 0, y: 0 },
  polygon: {
    points: [
      { x: 120, y: 0 },
      { x: 620, y: 0 },
      { x: 560, y: 70 },
      { x: 180, y: 70 },
    ],
  },
  text: { text: 'STAGE', position: { x: 370, y: 35 }, color: '#ffffff', size: 30 },
};

/** A hall of such blocks, with a stage. */
export function planOf(
  name: string,
  blocks: Block[],
  size: { width: number; height: number },
  more: object = {},
) {
  const scenery = { name: 'Scenery', position: { x: 40, y: 20 }, rows: [], areas: [stage] };
  return { name, categories, size, zones: [scenery, ...blocks.map(zoneOf)], ...more };
}

/** A small house with curved rows and every kind of mark. */
const house = planOf(
  'House',
  [
    { name: 'Stalls', x: 60, y: 140, rows: 5, seats: 28, category: 'VIP', bend: 40 },
    { name: 'Circle', x: 60, y: 360, rows: 4, seats: 28, category: 'R', bend: 40 },
  ],
  { width: 800, height: 560 },
  {
    rowlock: {
      version: 1,
      accessible: ['Stalls-5-1', 'Stalls-5-14', 'Stalls-5-16'],
      companion: ['Stalls-5-2', 'Stalls-5-15'],
      restricted_view: ['Circle-1-1', 'Circle-1-13', 'Circle-2-14', 'Circle-4-28'],
    },
  },
);

/** Blocks of three grades, names on them. */
const field = planOf(
  'Field',
  Array.from({ length: 9 }, (_, at) => ({
    name: `Block ${at + 1}`,
    x: 60 + (at % 3) * 560,
    y: 140 + Math.floor(at / 3) * 480,
    ...{ rows: 15, seats: 20, category: ['VIP', 'R', 'S'][Math.floor(at / 3)] ?? 'S' },
  })),
  { width: 1800, height: 1600 },
);

/** So many seats that from far each is a speck. */
const ground = planOf(
  'Ground',
  Array.from({ length: 24 }, (_, at) => ({
    name: `${at + 101}`,
    x: 60 + (at % 6) * 820,
    y: 140 + Math.floor(at / 6) * 900,
    ...{ rows: 28, seats: 30, category: ['R', 'S', 'VIP', 'S'][Math.floor(at / 6)] ?? 'S', bend: 30 },
  })),
  { width: 5000, height: 3800 },
);

export const viewHalls = { house, field, ground };

/**
 * Puts such a hall on sale; two of seven seats are sold (those with places 0 and 1 modulo 7) and one of eleven is withheld
 * (5 modulo 11).
 */
export async function sellHall(json: object): Promise<string> {
  const { eventId } = await createTestSale();
  const { id: venueId } = await prisma().venue.findFirstOrThrow();
  const id = `v${randomUUID().slice(0, 8)}`;
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const schedule = {
    ...{ id, eventId, venueId, planId: id, startsAt: at(900), endsAt: at(902) },
    ...{ salesOpenAt: at(-1), salesCloseAt: at(899), paymentMethods: ['none'] },
    cancellation: koreanCancellationPolicy,
  };
  const grades = categories.map(({ name }, index) => ({
    ...{ category: name, name, priceMinor: 154_000 - index * 30_000 },
  }));
  // In one step: the server's sweeper must not make the map of a schedule whose seats are not sold yet.
  await prisma().$transaction(
    async (db) => {
      const plan = await importPlan(db, { id, venueId, json });
      if (!plan.ok) throw new Error(JSON.stringify(plan.refusal.issues));
      const stored = await importSchedule(db, schedule, grades, plan.value);
      if (!stored.ok) throw new Error(stored.refusal.categories.join());
      await db.$executeRaw`
        UPDATE seats SET status = 'sold', epoch = 1 WHERE schedule_id = ${id} AND place % 7 < 2`;
      await db.$executeRaw`
        UPDATE seats SET status = 'withheld', epoch = 1 WHERE schedule_id = ${id} AND place % 11 = 5`;
    },
    { timeout: 20_000 },
  );
  return id;
}
