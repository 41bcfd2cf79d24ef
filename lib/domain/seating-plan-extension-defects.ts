import { floorOfZones } from './plan-floors';
import type { InputIssue } from './refusals';
import type { SeatingPlan } from './seating-plan';

const seatLists = ['accessible', 'companion', 'restricted_view'] as const;

/** Where our extension names what the plan does not have. */
export function extensionDefects(plan: SeatingPlan): InputIssue[] {
  if (!plan.rowlock) return [];
  return [...seatListDefects(plan), ...floorDefects(plan), ...standingDefects(plan)];
}

function seatListDefects(plan: SeatingPlan): InputIssue[] {
  const guids = new Set(plan.zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats.map(guidOf))));
  return seatLists.flatMap((list) =>
    (plan.rowlock?.[list] ?? []).flatMap((guid, index) =>
      guids.has(guid)
        ? []
        : [{ path: `rowlock.${list}.${index}`, message: `no seat has the guid "${guid}"` }],
    ),
  );
}

function guidOf(seat: { seat_guid: string }): string {
  return seat.seat_guid;
}

/** With floors, every zone that has seats is on exactly one of them. */
function floorDefects(plan: SeatingPlan): InputIssue[] {
  if (!plan.rowlock?.floors?.length) return [];
  const { floors, faults } = floorOfZones(plan);
  const homeless = plan.zones.flatMap((zone, index) =>
    floors[index] === undefined && zone.rows.some((row) => row.seats.length > 0)
      ? [{ path: `zones.${index}`, message: 'the zone has seats and is on no floor' }]
      : [],
  );
  return [...faults, ...homeless];
}

function standingDefects(plan: SeatingPlan): InputIssue[] {
  const zoneIds = new Set(plan.zones.map((zone) => zone.zone_id));
  const areas = new Set(plan.zones.flatMap((zone) => (zone.areas ?? []).map((area) => area.uuid)));
  const categories = new Set(plan.categories.map(({ name }) => name));
  const named = new Set<string>();
  return (plan.rowlock?.standing ?? []).flatMap(({ zone_id, area_uuid, category }, index) => {
    const path = `rowlock.standing.${index}`;
    if (category !== undefined && !categories.has(category)) {
      return [{ path: `${path}.category`, message: `no category is named "${category}"` }];
    }
    if ((zone_id === undefined) === (area_uuid === undefined)) {
      return [{ path, message: 'exactly one of zone_id and area_uuid is needed' }];
    }
    const known = zone_id === undefined ? areas.has(area_uuid) : zoneIds.has(zone_id);
    if (!known) return [{ path, message: `the plan has no "${zone_id ?? area_uuid}"` }];
    const meant = zone_id === undefined ? `area ${area_uuid}` : `zone ${zone_id}`;
    if (named.has(meant)) return [{ path, message: `the ${meant} is there twice` }];
    named.add(meant);
    return [];
  });
}
