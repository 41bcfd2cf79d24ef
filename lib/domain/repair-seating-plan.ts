import { compileHall } from './hall';
import { Categories } from './plan-repair/categories';
import { repairExtension } from './plan-repair/extension';
import { floorsByName } from './plan-repair/floors-by-name';
import { refuseHostile } from './plan-repair/hostile';
import { tellOddities } from './plan-repair/oddities';
import { openPart, type Part } from './plan-repair/part';
import { type PlanDefect, PlanReport, within } from './plan-repair/report';
import type { SeatReading } from './plan-repair/rows';
import { SeatGuids } from './plan-repair/seat-guids';
import { repairSize } from './plan-repair/size';
import { writtenGuids } from './plan-repair/written-guids';
import { repairZones } from './plan-repair/zones';
import { readSeatingPlan } from './read-seating-plan';
import type { InputIssue } from './refusals';
import { granted, type Result, refused } from './result';
import { maxSeats, type SeatingPlan } from './seating-plan';
import { sizeDefects } from './seating-plan-defects';

export interface RepairedPlan {
  /** Fits the format strictly. */
  plan: SeatingPlan;
  /** What was repaired or let pass, in the order it was found; at most 5,000 of a kind. */
  defects: PlanDefect[];
  /** How often each problem was found, by its code. */
  counts: Record<string, number>;
}

/** The plan cannot be used; `issues` says where and why, at most 100 times. */
export interface PlanInvalid {
  code: 'PLAN_INVALID';
  issues: InputIssue[];
}

/**
 * A seating plan from parsed JSON of any program: repaired where it is clear what was meant, every repair told with its
 * place. The same JSON always gives the same plan. Refuses `PLAN_INVALID` what is hostile, too large, or cannot be
 * guessed, above all where a seat stands.
 */
export function repairSeatingPlan(json: unknown): Result<RepairedPlan, PlanInvalid> {
  const tooLarge = sizeDefects(json, maxSeats);
  if (tooLarge.length > 0) return refused({ code: 'PLAN_INVALID', issues: tooLarge });
  const report = new PlanReport();
  const root = openPart(report, within(null, ''), json);
  if (root) refuseHostile(report, json);
  if (!root || report.issues.length > 0) return refused({ code: 'PLAN_INVALID', issues: report.issues });
  const plan = repairRoot(report, root, json);
  if (report.issues.length > 0) return refused({ code: 'PLAN_INVALID', issues: report.issues });
  const read = readSeatingPlan(plan);
  if (!read.ok) return read;
  return granted({ plan, defects: report.defects, counts: Object.fromEntries(report.counts) });
}

function repairRoot(report: PlanReport, root: Part, json: unknown): SeatingPlan {
  const name = root.name('name', 200);
  if (name === undefined) report.note('NAME_MISSING', root.at('name'), 'named "Seating plan"');
  const categories = new Categories(report);
  categories.read(root.at('categories'), root.list('categories'));
  const guids = new SeatGuids(writtenGuids(json));
  const reading: SeatReading = { report, guids, categories, seatSpots: [] };
  const zones = repairZones(reading, root);
  const extension = repairExtension(root, { guids: guids.used, categories }, zones);
  const floors = extension?.floors ?? floorsByName(report, zones.zones);
  const withFloors = floors ? { version: 1 as const, ...extension, floors } : extension;
  const plan: SeatingPlan = {
    name: name ?? 'Seating plan',
    categories: categories.all(),
    zones: zones.zones,
    size: { width: 1, height: 1 },
    ...(withFloors && { rowlock: withFloors }),
  };
  const hall = compileHall(plan);
  plan.size = repairSize(root, hall.seats, reading.seatSpots);
  tellOddities(report, hall, reading.seatSpots);
  root.close();
  return plan;
}
