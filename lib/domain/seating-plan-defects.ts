import type { InputIssue } from './refusals';
import type { PlanArea, SeatingPlan } from './seating-plan';
import { extensionDefects } from './seating-plan-extension-defects';

/** Rows, zones and areas are never more than a fraction of the seats. */
const maxParts = 20_000;

/**
 * What makes a plan too large to be read at all, found without looking at the parts themselves. Takes anything; what is
 * no plan has no defect here.
 */
export function sizeDefects(json: unknown, maxSeats: number): InputIssue[] {
  const zones = list(json, 'zones');
  const rows = zones.flatMap((zone) => list(zone, 'rows'));
  const areas = zones.reduce<number>((sum, zone) => sum + list(zone, 'areas').length, 0);
  const seats = rows.reduce<number>((sum, row) => sum + list(row, 'seats').length, 0);
  return [
    ...tooMany('zones', zones.length, maxParts),
    ...tooMany('rows', rows.length, maxParts),
    ...tooMany('areas', areas, maxParts),
    ...tooMany('seats', seats, maxSeats),
  ];
}

/** What no schema of single parts can see: references between parts, uniqueness, and a plan without a seat. */
export function planDefects(plan: SeatingPlan): InputIssue[] {
  return [...categoryDefects(plan), ...seatDefects(plan), ...areaDefects(plan), ...extensionDefects(plan)];
}

function list(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const found: unknown = (value as Record<string, unknown>)[key];
  return Array.isArray(found) ? found : [];
}

function tooMany(what: string, count: number, max: number): InputIssue[] {
  return count > max ? [{ path: 'zones', message: `${count} ${what}; at most ${max} are allowed` }] : [];
}

function categoryDefects(plan: SeatingPlan): InputIssue[] {
  const names = plan.categories.map((category) => category.name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: `categories.${index}.name`, message: `"${name}" is there twice` }],
  );
}

function seatDefects(plan: SeatingPlan): InputIssue[] {
  const issues: InputIssue[] = [];
  const categories = new Set(plan.categories.map((category) => category.name));
  const guids = new Set<string>();
  plan.zones.forEach((zone, z) => {
    zone.rows.forEach((row, r) => {
      row.seats.forEach((seat, s) => {
        const path = `zones.${z}.rows.${r}.seats.${s}`;
        if (!categories.has(seat.category)) {
          issues.push({ path: `${path}.category`, message: `no category is named "${seat.category}"` });
        }
        if (guids.has(seat.seat_guid)) {
          issues.push({ path: `${path}.seat_guid`, message: `"${seat.seat_guid}" is there twice` });
        }
        guids.add(seat.seat_guid);
      });
    });
  });
  const standing = plan.rowlock?.standing?.some(({ category }) => category !== undefined);
  if (guids.size === 0 && !standing) {
    issues.push({ path: 'zones', message: 'the plan has no seat and no standing area' });
  }
  return issues;
}

function areaDefects(plan: SeatingPlan): InputIssue[] {
  return plan.zones.flatMap((zone, z) =>
    (zone.areas ?? []).flatMap((area: PlanArea, a) =>
      area[area.shape] === undefined
        ? [{ path: `zones.${z}.areas.${a}`, message: `a ${area.shape} without its "${area.shape}"` }]
        : [],
    ),
  );
}
