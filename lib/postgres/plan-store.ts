import { compileHall, type Hall } from '@/lib/domain/hall';
import { type HallPicture, hallPicture } from '@/lib/domain/hall-picture';
import { readSeatingPlan } from '@/lib/domain/read-seating-plan';
import { type SeatBlock, seatBlocks } from '@/lib/domain/seat-blocks';
import { type SeatDirectory, seatDirectory } from '@/lib/domain/seats-wanted';
import { ask } from './ask';
import { prisma } from './client';

/** A seating plan, ready for use. Plans never change, so this may be kept for ever. */
export interface ReadyHall {
  planId: string;
  hall: Hall;
  directory: SeatDirectory;
  picture: HallPicture;
  /** Rows taken apart at their aisles. */
  blocks: SeatBlock[];
}

/** As many plans as one process keeps; the largest takes some tens of megabytes. */
const keptPlans = 24;

// On globalThis: the HTTP server and the pages are two bundles in one process and share one copy.
const shared = globalThis as typeof globalThis & { rowlockHalls?: Map<string, Promise<ReadyHall | null>> };
shared.rowlockHalls ??= new Map();
const halls = shared.rowlockHalls;

async function load(planId: string): Promise<ReadyHall | null> {
  const row = await ask(() =>
    prisma().seatingPlan.findUnique({ where: { id: planId }, select: { plan: true } }),
  );
  if (!row) return null;
  const plan = readSeatingPlan(row.plan);
  if (!plan.ok) throw new Error(`The stored seating plan ${planId} does not fit its format.`);
  const hall = compileHall(plan.value);
  const picture = hallPicture(planId, hall, plan.value);
  const directory = seatDirectory(hall.seats);
  return { planId, hall, directory, picture, blocks: seatBlocks(picture.seats) };
}

/** A seating plan by its id; read once in a process, however many ask at once. Throws StoreUnavailable. */
export function readHall(planId: string): Promise<ReadyHall | null> {
  const known = halls.get(planId);
  if (known) return known;
  const loading = load(planId);
  halls.set(planId, loading);
  const forget = () => halls.delete(planId);
  loading.then((ready) => ready ?? forget(), forget);
  const oldest = halls.keys().next().value;
  if (halls.size > keptPlans && oldest !== undefined) halls.delete(oldest);
  return loading;
}
