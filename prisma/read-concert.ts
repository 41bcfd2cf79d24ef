import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { compileHall, type Hall } from '@/lib/domain/hall';
import { readPlanFile } from '@/lib/domain/read-plan-file';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { type ConcertFile, concertFileSchema } from './concert-file';

/** A concert that can be put on sale: what its file says, and its hall. */
export interface Concert extends Omit<ConcertFile, 'plan'> {
  plan: SeatingPlan;
  hall: Hall;
  /** How many defects of the plan were repaired or let pass. */
  defects: number;
}

/** Reads a concert's file and its seating plan. Refuses with sentences that say what is wrong, and where. */
export function readConcert(file: string): Result<Concert, string[]> {
  const json = readJson(file);
  if (!json.ok) return json;
  const parsed = concertFileSchema.safeParse(json.value);
  if (!parsed.success) return refused(parsed.error.issues.map(sentence));
  const planFile = resolve(dirname(file), parsed.data.plan);
  const bytes = readBytes(planFile);
  if (!bytes.ok) return refused([`plan: ${bytes.refusal}`]);
  const plan = readPlanFile(bytes.value);
  if (!plan.ok) {
    return refused(plan.refusal.issues.map(({ path, message }) => `plan${path && `, ${path}`}: ${message}`));
  }
  const hall = compileHall(plan.value.plan);
  const faults = [...faultsOfPrices(parsed.data, hall), ...faultsOfPoster(parsed.data)];
  if (faults.length > 0) return refused(faults);
  const concert = { ...parsed.data, plan: plan.value.plan, hall, defects: plan.value.defects.length };
  return granted(concert);
}

function readBytes(file: string): Result<Uint8Array, string> {
  try {
    return granted(readFileSync(file));
  } catch (error) {
    return refused(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function readJson(file: string): Result<unknown, string[]> {
  const bytes = readBytes(file);
  if (!bytes.ok) return refused([bytes.refusal]);
  try {
    return granted(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)));
  } catch (error) {
    return refused([`${file} is no JSON in UTF-8: ${error instanceof Error ? error.message : error}`]);
  }
}

function sentence({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.') || 'the file'}: ${message}`;
}

/** Every seat has a price, and every price a seat: else a category is misspelt. */
function faultsOfPrices({ grades }: ConcertFile, hall: Hall): string[] {
  const priced = new Set(grades.map(({ category }) => category));
  const there = new Set([...hall.seats, ...hall.standing].map(({ category }) => category));
  return [
    ...[...there].filter((one) => !priced.has(one)).map((one) => `grades: category "${one}" has no price`),
    ...[...priced].filter((one) => !there.has(one)).map((one) => `grades: the plan has no category "${one}"`),
  ];
}

function faultsOfPoster({ event: { poster } }: ConcertFile): string[] {
  return existsSync(join('public', poster)) ? [] : [`event.poster: there is no public${poster}`];
}
