import type { PlanZone } from '../seating-plan';
import { repairAreas } from './areas';
import { openPart, type Part, present } from './part';
import { quoted, type Spot, within } from './report';
import { repairRows, type SeatReading, textAt } from './rows';

export interface RepairedZones {
  zones: PlanZone[];
  /** Where each of them stood in the file. */
  spots: Spot[];
  /** Index in the file → index in the repaired plan. */
  indexOf: Map<number, number>;
  /** Those of one zone_id, which several may share. */
  withId: Map<string, number[]>;
}

/** The zones that have seats or areas. */
export function repairZones(reading: SeatReading, plan: Part): RepairedZones {
  const repaired: RepairedZones = { zones: [], spots: [], indexOf: new Map(), withId: new Map() };
  const spot = plan.at('zones');
  for (const [index, value] of plan.list('zones').entries()) {
    const at = within(
      spot,
      index,
      `zone ${quoted(textAt(value, 'name') || textAt(value, 'zone_id') || index + 1)}`,
    );
    const zone = value === null ? null : repairZone(reading, openPart(reading.report, at, value), index);
    if (zone && (zone.rows.length > 0 || zone.areas?.length)) {
      repaired.indexOf.set(index, repaired.zones.length);
      repaired.zones.push(zone);
      repaired.spots.push(at);
    } else if (zone !== undefined) {
      reading.report.note(zone ? 'EMPTY_ZONE' : 'EMPTY_ENTRY', at, 'left out');
    }
  }
  for (const [index, { zone_id }] of repaired.zones.entries()) {
    const same = zone_id === undefined ? undefined : repaired.withId.get(zone_id);
    if (same) same.push(index);
    else if (zone_id !== undefined) repaired.withId.set(zone_id, [index]);
  }
  return repaired;
}

function repairZone(reading: SeatReading, part: Part | undefined, index: number): PlanZone | undefined {
  if (!part) return undefined;
  const areas = repairAreas(part);
  const zone = present<PlanZone>({
    position: part.position('position', 'origin') ?? { x: 0, y: 0 },
    rows: repairRows(reading, part),
    name: part.name('name', 100),
    zone_id: part.name('zone_id', 100),
    uuid: part.text('uuid', 100),
    areas: areas.length > 0 ? areas : undefined,
  });
  part.close();
  if (zone.name === undefined && zone.rows.length > 0) {
    zone.name = zone.zone_id ?? `Zone ${index + 1}`;
    part.report.note('NAME_MISSING', part.at('name'), `named ${quoted(zone.name)}`);
  }
  return zone;
}
