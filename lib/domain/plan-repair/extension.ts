import { maxSeats, type RowlockExtension } from '../seating-plan';
import { type Categories, standingCategory } from './categories';
import { openPart, type Part, present } from './part';
import { quoted, type Spot, within } from './report';
import { cleanText, cleanTexts } from './text';
import type { RepairedZones } from './zones';

const maxFloors = 50;
const maxStanding = 1000;
const maxTranslations = 5000;

/** Our own extension, as far as it can be understood; what it names and is not there is dropped. */
export function repairExtension(
  plan: Part,
  { guids, categories }: { guids: ReadonlySet<string>; categories: Categories },
  zones: RepairedZones,
) {
  const value = plan.value('rowlock');
  const part = value === undefined ? undefined : openPart(plan.report, plan.at('rowlock'), value);
  if (!part) return undefined;
  const version = part.number('version');
  if (version !== 1) {
    const found = version === undefined ? 'no version' : 'a version other than 1';
    plan.report.note('EXTENSION_UNREADABLE', part.spot, `left out: it has ${found}`);
    return undefined;
  }
  const extension = present<RowlockExtension>({
    version: 1,
    accessible: seatsIn(part, 'accessible', guids),
    companion: seatsIn(part, 'companion', guids),
    restricted_view: seatsIn(part, 'restricted_view', guids),
    floors: repairFloors(part, zones),
    focal_point: part.position('focal_point', 'absent'),
    standing: repairStanding(part, categories, zones),
    translations: repairTranslations(part),
  });
  part.close();
  return extension;
}

function seatsIn(part: Part, key: string, guids: ReadonlySet<string>): string[] | undefined {
  const entries = cleanTexts(part.report, part.at(key), shortList(part, key, maxSeats), 200);
  const known = entries.filter(({ at, text }) => {
    if (!guids.has(text)) part.report.note('SEAT_UNKNOWN', at, `${quoted(text)} was left out`);
    return guids.has(text);
  });
  return known.length > 0 ? [...new Set(known.map(({ text }) => text))] : undefined;
}

function shortList(part: Part, key: string, max: number): unknown[] {
  const list = part.list(key);
  if (list.length <= max) return list;
  part.report.refuse(part.at(key), `${list.length} entries; at most ${max} are allowed`);
  return [];
}

/** Zones are named by their index from here on: several may share a zone_id. */
function repairFloors(part: Part, zones: RepairedZones): RowlockExtension['floors'] {
  const list = shortList(part, 'floors', maxFloors);
  if (list.length === 0) return undefined;
  const taken = new Set<number>();
  const idsNamed = new Set<string>();
  const floors = list.flatMap((value, index) => {
    const floor = openPart(part.report, within(part.at('floors'), index), value);
    if (!floor) return [];
    const name = floor.name('name', 100);
    if (name === undefined) part.report.note('NAME_MISSING', floor.spot, `named "${index + 1}"`);
    const named = floor.list('zones').flatMap((zone, entry) => {
      const at = within(floor.at('zones'), entry);
      const meant = zonesMeant(floor, at, zone, zones, idsNamed);
      const free = meant.filter((one) => !taken.has(one));
      if (free.length < meant.length) floor.report.note('ZONE_ON_TWO_FLOORS', at, 'left on the first');
      for (const one of free) taken.add(one);
      return free;
    });
    floor.close();
    return [{ name: name ?? String(index + 1), zones: named }];
  });
  placeHomeless(part, floors, taken, zones);
  return floors;
}

function zonesMeant(floor: Part, at: Spot, value: unknown, zones: RepairedZones, idsNamed: Set<string>) {
  if (typeof value === 'number') {
    const index = zones.indexOf.get(value);
    if (index === undefined) floor.report.note('ZONE_UNKNOWN', at, 'left out');
    return index === undefined ? [] : [index];
  }
  const id = cleanText(floor.report, at, value, 100);
  // An id that many zones share is gone through once, however often it is named.
  if (id !== undefined && idsNamed.has(id)) {
    floor.report.note('ZONE_ON_TWO_FLOORS', at, 'left on the first');
    return [];
  }
  const meant = id === undefined ? [] : (zones.withId.get(id) ?? []);
  if (meant.length === 0) floor.report.note('ZONE_UNKNOWN', at, 'left out');
  else if (id !== undefined) idsNamed.add(id);
  return meant;
}

function placeHomeless(
  part: Part,
  floors: { name: string; zones: number[] }[],
  taken: Set<number>,
  { zones, spots }: RepairedZones,
): void {
  const [first] = floors;
  zones.forEach((zone, index) => {
    if (!first || taken.has(index) || zone.rows.length === 0) return;
    first.zones.push(index);
    part.report.note('ZONE_ON_NO_FLOOR', spots[index] ?? part.spot, `put on ${quoted(first.name)}`);
  });
}

function repairStanding(
  part: Part,
  categories: Categories,
  { zones, withId }: RepairedZones,
): RowlockExtension['standing'] {
  const areas = new Set(zones.flatMap((zone) => (zone.areas ?? []).map((area) => area.uuid)));
  const taken = new Set<string>();
  const standing = shortList(part, 'standing', maxStanding).flatMap((value, index) => {
    const entry = openPart(part.report, within(part.at('standing'), index), value);
    if (!entry) return [];
    const zone_id = entry.name('zone_id', 100);
    const area_uuid = entry.name('area_uuid', 100);
    const capacity = entry.whole('capacity', 1, maxSeats, 'not usable');
    const name = entry.name('name', 100);
    const leaveOut = (code: 'EXTENSION_UNREADABLE' | 'ZONE_UNKNOWN', done: string) => {
      entry.value('category');
      entry.close();
      part.report.note(code, entry.spot, done);
      return [];
    };
    const meant = zone_id ?? area_uuid;
    if (capacity === undefined || meant === undefined || (zone_id !== undefined && area_uuid !== undefined)) {
      return leaveOut('EXTENSION_UNREADABLE', 'left out: it needs a capacity, and a zone or an area');
    }
    if (!(zone_id === undefined ? areas.has(area_uuid) : withId.has(zone_id))) {
      return leaveOut('ZONE_UNKNOWN', `${quoted(meant)} was left out`);
    }
    const key = zone_id === undefined ? `area ${meant}` : `zone ${meant}`;
    if (taken.has(key)) return leaveOut('EXTENSION_UNREADABLE', `left out: ${quoted(meant)} is sold already`);
    taken.add(key);
    const category = categories.of(entry, standingCategory);
    entry.close();
    return [present({ zone_id, area_uuid, capacity, category, name })];
  });
  return standing.length > 0 ? standing : undefined;
}

function repairTranslations(part: Part): RowlockExtension['translations'] {
  const translations = shortList(part, 'translations', maxTranslations).flatMap((value, index) => {
    const entry = openPart(part.report, within(part.at('translations'), index), value);
    if (!entry) return [];
    const text = entry.name('text', 200);
    const en = entry.name('en', 200);
    entry.close();
    if (text !== undefined && en !== undefined) return [{ text, en }];
    part.report.note(
      'EXTENSION_UNREADABLE',
      entry.spot,
      'left out: it needs a text and what that is in English',
    );
    return [];
  });
  return translations.length > 0 ? translations : undefined;
}
