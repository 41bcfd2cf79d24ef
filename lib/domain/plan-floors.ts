import type { InputIssue } from './refusals';
import type { PlanZone, RowlockExtension } from './seating-plan';

interface PlanWithFloors {
  zones: readonly Pick<PlanZone, 'zone_id'>[];
  rowlock?: Pick<RowlockExtension, 'floors'> | undefined;
}

/**
 * On which floor each zone is, by index, as the extension says; undefined = on none. Where the extension names a zone
 * that is not there, or one for the second time, the first word counts and the fault is told.
 */
export function floorOfZones(plan: PlanWithFloors): { floors: (number | undefined)[]; faults: InputIssue[] } {
  const floors: (number | undefined)[] = plan.zones.map(() => undefined);
  const faults: InputIssue[] = [];
  const zonesById = new Map<string, number[]>();
  plan.zones.forEach(({ zone_id }, index) => {
    if (zone_id === undefined) return;
    const same = zonesById.get(zone_id);
    if (same) same.push(index);
    else zonesById.set(zone_id, [index]);
  });
  const named = new Set<string>();
  (plan.rowlock?.floors ?? []).forEach(({ zones }, floor) => {
    zones.forEach((zone, entry) => {
      const meant =
        typeof zone === 'string' ? (zonesById.get(zone) ?? []) : zone < floors.length ? [zone] : [];
      // Several zones may share an id; it names all of them. Named again, they are not gone through again.
      const isRepeated = typeof zone === 'string' && named.has(zone);
      const free = isRepeated ? [] : meant.filter((index) => floors[index] === undefined);
      for (const index of free) floors[index] = floor;
      const path = `rowlock.floors.${floor}.zones.${entry}`;
      const what = `zone ${JSON.stringify(zone)}`;
      if (meant.length === 0) faults.push({ path, message: `there is no ${what}` });
      else if (free.length < meant.length)
        faults.push({ path, message: `the ${what} is on a floor already` });
      if (typeof zone === 'string') named.add(zone);
    });
  });
  return { floors, faults };
}
