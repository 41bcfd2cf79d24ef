import type { PlanZone, RowlockExtension } from '../seating-plan';
import type { PlanReport } from './report';

/** "1층 …", "B1층 …", "2F …", "Floor 2 …", "Level 3 …", "2nd floor …", "2. Rang …", "Rang 1 …", "OG 2 …". */
const floorNames =
  /^\s*((?:B|지하\s?)?\d{1,2}\s?층|B?\d{1,2}F\b|(?:floor|level|tier|étage|etage|rang|ebene)\s?\d{1,2}\b|\d{1,2}(?:st|nd|rd|th)\s(?:floor|level|tier)\b|\d{1,2}\.\s?(?:rang|og|etage|ebene)\b)/i;

/**
 * The floors of a plan that lists none, when every zone with seats is called after its floor and there are several:
 * in the order in which the plan comes to them.
 */
export function floorsByName(report: PlanReport, zones: readonly PlanZone[]): RowlockExtension['floors'] {
  const floors = new Map<string, { name: string; zones: number[] }>();
  for (const [index, zone] of zones.entries()) {
    if (zone.rows.length === 0) continue;
    const name = floorNames.exec(zone.name ?? '')?.[1]?.trim();
    if (!name) return undefined;
    const key = name.toLowerCase().replaceAll(' ', '');
    const floor = floors.get(key) ?? { name, zones: [] };
    floor.zones.push(index);
    floors.set(key, floor);
  }
  if (floors.size < 2 || floors.size > 50) return undefined;
  const names = [...floors.values()].map(({ name }) => name);
  report.note('FLOORS_FOUND', null, `grouped by them: ${names.join(', ')}`);
  return [...floors.values()];
}
