import { describe, expect, it } from 'vitest';
import { compileHall } from './hall';
import type { RepairedPlan } from './repair-seating-plan';
import { repairSeatingPlan } from './repair-seating-plan';
import { maxSeats } from './seating-plan';
import { planWithDuplicateGuids, planWithRowPieces, planWithTwoFloors } from './test-plans';

function repair(json: unknown): RepairedPlan {
  const repaired = repairSeatingPlan(json);
  if (!repaired.ok) throw new Error(JSON.stringify(repaired.refusal.issues));
  return repaired.value;
}

function seat(changes: object = {}) {
  return { seat_guid: 's1', seat_number: '1', position: { x: 30, y: 30 }, category: 'R', ...changes };
}

/** A sound plan with one seat, changed. */
function plan({ root = {}, zone = {}, row = {}, seats = [seat()] as unknown[] } = {}) {
  return {
    name: 'Hall',
    categories: [{ name: 'R', color: '#e0603c' }],
    zones: [{ name: 'A', position: { x: 0, y: 0 }, rows: [{ row_number: '1', seats, ...row }], ...zone }],
    size: { width: 400, height: 300 },
    ...root,
  };
}

function defectsOf(json: unknown): [string, string][] {
  return repair(json).defects.map(({ code, path }) => [code, path]);
}

function issuesOf(json: unknown): { path: string; message: string }[] {
  const repaired = repairSeatingPlan(json);
  return repaired.ok ? [] : repaired.refusal.issues;
}

describe('plans as organizers have them', () => {
  it.each([
    ['320 duplicate guids and fractional sizes', planWithDuplicateGuids],
    ['two floors', planWithTwoFloors],
    ['rows in pieces that share labels', planWithRowPieces],
  ])('with %s are imported, and exactly their defects told', (_, draw) => {
    const { json, seatCount, defects } = draw();
    const repaired = repair(json);
    const hall = compileHall(repaired.plan);
    expect(hall.seats).toHaveLength(seatCount);
    expect(new Set(hall.seats.map(({ guid }) => guid)).size).toBe(seatCount);
    const found = repaired.defects.map(({ code, path }) => `${code} ${path}`);
    expect(found.sort()).toEqual(defects.map(([code, path]) => `${code} ${path}`).sort());
  });

  it('name the place of a defect in words, and what was done', () => {
    const { defects } = repair(planWithDuplicateGuids().json);
    expect(defects).toContainEqual({
      code: 'GUID_DUPLICATE',
      path: 'zones.1.rows.2.seats.6.seat_guid',
      place: 'zone "Parkett rechts", row "3", seat "7"',
      done: '"P-3-7" became "P-3-7~2"',
    });
    const pieces = repair(planWithRowPieces().json).defects;
    expect(pieces.find(({ path }) => path === 'zones.0.rows.6')).toEqual({
      code: 'ROW_LABEL_REPEATED',
      path: 'zones.0.rows.6',
      place: 'zone "Saal", row "3"',
      done: 'kept: 3 pieces, this is the first; the others: zones.0.rows.7, zones.0.rows.8',
    });
  });

  it('have their seats at zone + row + seat', () => {
    const hall = compileHall(repair(planWithDuplicateGuids().json).plan);
    expect(hall.seats[320 + 2 * 20 + 6]).toMatchObject({ section: 'Parkett rechts', row: '3', number: '7' });
    expect(hall.seats[320 + 2 * 20 + 6]).toMatchObject({ x: 700 + 6 * 24, y: 200 + 2 * 28 });
  });

  it('have floors where their zones are named after them, the stage on all', () => {
    const hall = compileHall(repair(planWithTwoFloors().json).plan);
    expect(hall.floors).toEqual(['1층', '2층']);
    expect(hall.seats.filter(({ floor }) => floor === 1)).toHaveLength(240);
    expect(hall.areas[0]).not.toHaveProperty('floor');
    expect(hall.focalPoint).toEqual({ x: 800, y: 90 });
  });
});

describe('single defects', () => {
  it('does not touch a sound plan', () => {
    const sound = plan({ row: { row_number_position: null }, root: { rowlock: { version: 1 } } });
    const { plan: repaired, defects } = repair(sound);
    expect(defects).toEqual([]);
    expect(repaired).toEqual({
      ...sound,
      zones: [{ ...sound.zones[0], rows: [{ row_number: '1', seats: [seat()] }] }],
    });
  });

  it.each<[string, unknown, [string, string][]]>([
    [
      'number as text',
      plan({ seats: [seat({ position: { x: ' 12.5', y: 3 } })] }),
      [['WRONG_TYPE', 'zones.0.rows.0.seats.0.position.x']],
    ],
    [
      'text as number',
      plan({ seats: [seat({ seat_number: 7 })] }),
      [['WRONG_TYPE', 'zones.0.rows.0.seats.0.seat_number']],
    ],
    ['null', plan({ seats: [seat({ uuid: null })] }), [['NULL_VALUE', 'zones.0.rows.0.seats.0.uuid']]],
    ['null in lists', plan({ seats: [null, seat()] }), [['EMPTY_ENTRY', 'zones.0.rows.0.seats.0']]],
    [
      'unknown property',
      plan({ seats: [seat({ tooltip: 'x' })] }),
      [['UNKNOWN_PROPERTY', 'zones.0.rows.0.seats.0.tooltip']],
    ],
    [
      'control characters',
      plan({ row: { row_label: 'Row\u0000\t%s\u202e' } }),
      [['CONTROL_CHARACTERS', 'zones.0.rows.0.row_label']],
    ],
    [
      'too long',
      plan({ row: { row_number: '1'.repeat(99) } }),
      [['TEXT_TOO_LONG', 'zones.0.rows.0.row_number']],
    ],
    [
      'unknown choice',
      plan({ row: { row_number_position: 'left' } }),
      [['VALUE_UNKNOWN', 'zones.0.rows.0.row_number_position']],
    ],
    ['no name', plan({ root: { name: ' ' } }), [['NAME_MISSING', 'name']]],
    [
      'no zone name',
      plan({ zone: { name: null, zone_id: 'left' } }),
      [
        ['NULL_VALUE', 'zones.0.name'],
        ['NAME_MISSING', 'zones.0.name'],
      ],
    ],
    [
      'no seat number',
      plan({ seats: [seat({ seat_number: undefined })] }),
      [['NAME_MISSING', 'zones.0.rows.0.seats.0.seat_number']],
    ],
    [
      'no colour',
      plan({ root: { categories: [{ name: 'R', color: 'url(x)' }] } }),
      [['COLOUR_UNREADABLE', 'categories.0.color']],
    ],
    [
      'negative size',
      plan({ root: { size: { width: -400, height: 1e9 } } }),
      [
        ['SIZE_UNUSABLE', 'size.width'],
        ['SIZE_UNUSABLE', 'size.height'],
      ],
    ],
    [
      'no size',
      plan({ root: { size: undefined } }),
      [
        ['SIZE_UNUSABLE', 'size'],
        ['SIZE_UNUSABLE', 'size'],
      ],
    ],
    ['small size', plan({ root: { size: { width: 20, height: 300 } } }), [['SIZE_TOO_SMALL', 'size.width']]],
    [
      'absurd radius',
      plan({ seats: [seat({ radius: -3 })] }),
      [['SIZE_UNUSABLE', 'zones.0.rows.0.seats.0.radius']],
    ],
    [
      'outside',
      plan({ seats: [seat({ position: { x: -50, y: 0 } })] }),
      [['SEATS_OUTSIDE', 'zones.0.rows.0.seats.0']],
    ],
    [
      'no zone position',
      plan({ zone: { position: null } }),
      [
        ['NULL_VALUE', 'zones.0.position'],
        ['POSITION_MISSING', 'zones.0.position'],
      ],
    ],
    ['half a position', plan({ zone: { position: { x: 1 } } }), [['POSITION_MISSING', 'zones.0.position.y']]],
    [
      'no guid',
      plan({ seats: [seat({ seat_guid: '' })] }),
      [['GUID_MISSING', 'zones.0.rows.0.seats.0.seat_guid']],
    ],
    [
      'no category',
      plan({ seats: [seat({ category: null })] }),
      [
        ['NULL_VALUE', 'zones.0.rows.0.seats.0.category'],
        ['CATEGORY_MISSING', 'zones.0.rows.0.seats.0.category'],
      ],
    ],
    [
      'unlisted category',
      plan({ root: { categories: [] } }),
      [['CATEGORY_UNKNOWN', 'zones.0.rows.0.seats.0.category']],
    ],
    [
      'category twice',
      plan({ root: { categories: [{ name: 'R' }, { name: 'R' }] } }),
      [['CATEGORY_DUPLICATE', 'categories.1']],
    ],
    [
      'empty zone',
      plan({ root: { zones: [{ position: { x: 0, y: 0 }, rows: [] }, ...plan().zones] } }),
      [['EMPTY_ZONE', 'zones.0']],
    ],
    [
      'empty row',
      plan({ zone: { rows: [{ row_number: '0', seats: [] }, ...(plan().zones[0]?.rows ?? [])] } }),
      [['EMPTY_ROW', 'zones.0.rows.0']],
    ],
    [
      'area without shape',
      plan({ zone: { areas: [{ shape: 'star' }] } }),
      [
        ['VALUE_UNKNOWN', 'zones.0.areas.0.shape'],
        ['AREA_UNUSABLE', 'zones.0.areas.0'],
      ],
    ],
    [
      'area that lost its shape',
      plan({ zone: { areas: [{ circle: { radius: 3 } }] } }),
      [['VALUE_UNKNOWN', 'zones.0.areas.0.shape']],
    ],
    [
      'negative area',
      plan({ zone: { areas: [{ shape: 'circle', circle: { radius: -3 } }] } }),
      [
        ['SIZE_UNUSABLE', 'zones.0.areas.0.circle.radius'],
        ['AREA_UNUSABLE', 'zones.0.areas.0'],
      ],
    ],
    [
      'on top of each other',
      plan({ seats: [seat(), seat({ seat_guid: 's2', seat_number: '2' })] }),
      [['SEATS_OVERLAP', 'zones.0.rows.0.seats.1']],
    ],
  ])('%s', (_, json, expected) => {
    expect(defectsOf(JSON.parse(JSON.stringify(json)))).toEqual(expected);
  });

  it('counts guids on past those that are there', () => {
    const seats = ['a', 'a', 'a~2', 'a', 'a~2'].map((guid, index) =>
      seat({ seat_guid: guid, seat_number: String(index), position: { x: index * 24, y: 30 } }),
    );
    const guids = compileHall(repair(plan({ seats })).plan).seats.map(({ guid }) => guid);
    expect(guids).toEqual(['a', 'a~3', 'a~2', 'a~4', 'a~2~2']);
  });

  it('repairs the extension and keeps floors on their zones when zones fall away', () => {
    const empty = { name: 'leer', position: { x: 0, y: 0 }, rows: [] };
    const zones = [
      empty,
      ...plan().zones,
      ...plan({ seats: [seat({ seat_guid: 's2' })], zone: { name: 'B' } }).zones,
    ];
    const rowlock = {
      version: 1,
      accessible: ['s1', 'ghost', 's1'],
      floors: [
        { name: '1층', zones: [0, 1, 'nowhere'] },
        { name: '2층', zones: [1] },
      ],
      standing: [{ zone_id: 'pit', capacity: 10 }, { capacity: 3 }],
    };
    const { plan: repaired, defects } = repair(plan({ root: { zones, rowlock } }));
    expect(repaired.rowlock).toEqual({
      version: 1,
      accessible: ['s1'],
      floors: [
        { name: '1층', zones: [0, 1] },
        { name: '2층', zones: [] },
      ],
    });
    expect(defects.map(({ code, path }) => [code, path])).toEqual([
      ['EMPTY_ZONE', 'zones.0'],
      ['SEAT_UNKNOWN', 'rowlock.accessible.1'],
      ['ZONE_UNKNOWN', 'rowlock.floors.0.zones.0'],
      ['ZONE_UNKNOWN', 'rowlock.floors.0.zones.2'],
      ['ZONE_ON_TWO_FLOORS', 'rowlock.floors.1.zones.0'],
      ['ZONE_ON_NO_FLOOR', 'zones.2'],
      ['ZONE_UNKNOWN', 'rowlock.standing.0'],
      ['EXTENSION_UNREADABLE', 'rowlock.standing.1'],
      ['SEATS_OVERLAP', 'zones.2.rows.0.seats.0'],
    ]);
  });

  it('gives standing areas a category, sells each once, and asks for no seat where there is one', () => {
    const shape = { shape: 'circle', circle: { radius: 5 } };
    const zones = [
      { zone_id: 'pit', position: { x: 0, y: 0 }, rows: [], areas: [shape, { ...shape, uuid: 'u' }] },
    ];
    const standing = [
      { zone_id: 'pit', capacity: 10 },
      { zone_id: 'pit', capacity: 20, category: 'R' },
      { area_uuid: 'u', capacity: 20, category: 'Golden circle', name: 'Golden circle' },
    ];
    const { plan: repaired, defects } = repair(plan({ root: { zones, rowlock: { version: 1, standing } } }));
    expect(repaired.rowlock?.standing).toEqual([
      { zone_id: 'pit', capacity: 10, category: 'standing' },
      { area_uuid: 'u', capacity: 20, category: 'Golden circle', name: 'Golden circle' },
    ]);
    expect(repaired.categories.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['standing', 'Golden circle']),
    );
    expect(defects.map(({ code, path }) => [code, path])).toEqual([
      ['CATEGORY_MISSING', 'rowlock.standing.0.category'],
      ['EXTENSION_UNREADABLE', 'rowlock.standing.1'],
      ['CATEGORY_UNKNOWN', 'rowlock.standing.2.category'],
    ]);
    expect(issuesOf(plan({ root: { zones } })).map(({ path }) => path)).toEqual(['zones']);
  });

  it('keeps what names are in English, and leaves out what says only half of it', () => {
    const translations = [{ text: 'A구역', en: 'Section A' }, { text: '1층' }, { en: 'Stalls' }];
    const { plan: repaired, defects } = repair(plan({ root: { rowlock: { version: 1, translations } } }));
    expect(repaired.rowlock?.translations).toEqual([{ text: 'A구역', en: 'Section A' }]);
    expect(defects.map(({ code, path }) => [code, path])).toEqual([
      ['EXTENSION_UNREADABLE', 'rowlock.translations.1'],
      ['EXTENSION_UNREADABLE', 'rowlock.translations.2'],
    ]);
    const markup = [{ text: 'A', en: '<script>' }];
    expect(
      issuesOf(plan({ root: { rowlock: { version: 1, translations: markup } } })).map(({ path }) => path),
    ).toEqual(['rowlock.translations.0.en']);
  });

  it('writes no -0, which would come back from the store as 0', () => {
    const areas = [{ shape: 'circle', rotation: -7200, circle: { radius: -0.4 } }];
    const sound = repair(plan({ zone: { areas, position: { x: '-0', y: -0 } } })).plan;
    expect(JSON.parse(JSON.stringify(sound))).toEqual(sound);
  });

  it('drops an extension of another version', () => {
    expect(defectsOf(plan({ root: { rowlock: { version: 2 } } }))).toEqual([
      ['EXTENSION_UNREADABLE', 'rowlock'],
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    [
      'a seat without a place',
      plan({ seats: [seat({ position: undefined })] }),
      'zones.0.rows.0.seats.0.position',
    ],
    [
      'NaN as text',
      plan({ seats: [seat({ position: { x: 'NaN', y: 0 } })] }),
      'zones.0.rows.0.seats.0.position.x',
    ],
    [
      'a seat out of this world',
      plan({ seats: [seat({ position: { x: 1e308, y: 0 } })] }),
      'zones.0.rows.0.seats.0.position.x',
    ],
    [
      'infinity',
      plan({ seats: [seat({ position: { x: Infinity, y: 0 } })] }),
      'zones.0.rows.0.seats.0.position.x',
    ],
    ['a seat that is a text', plan({ seats: ['s1'] }), 'zones.0.rows.0.seats.0'],
    ['rows that are no list', plan({ zone: { rows: 'three' } }), 'zones.0.rows'],
    ['script', plan({ zone: { name: 'A<script>alert(1)</script>' } }), 'zones.0.name'],
    ['script behind a control character', plan({ zone: { name: '<scr\u0000ipt>' } }), 'zones.0.name'],
    ['an event handler', plan({ row: { tip: '"><b onclick="x()">' } }), 'zones.0.rows.0.tip'],
    ['an entity', plan({ root: { name: '<!ENTITY lol "lol">' } }), 'name'],
    ['constructor', plan({ row: { constructor: { prototype: {} } } }), 'zones.0.rows.0.constructor'],
    ['no seat at all', plan({ seats: [] }), 'zones'],
    ['a list', [], ''],
    ['nothing', null, ''],
  ])('%s', (_, json, path) => {
    expect(issuesOf(json).map((issue) => issue.path)).toContain(path);
  });

  it('__proto__, which JSON makes a property of its own', () => {
    const json: unknown = JSON.parse(
      JSON.stringify(plan()).replace('"name"', '"__proto__":{"polluted":1},"name"'),
    );
    expect(issuesOf(json)).toEqual([
      { path: '__proto__', message: 'a property of this name is not allowed' },
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('says where in words, too', () => {
    expect(issuesOf(plan({ seats: [seat({ position: { x: 'left', y: 0 } })] }))).toEqual([
      {
        path: 'zones.0.rows.0.seats.0.position.x',
        message: '"left" is no coordinate between ±1000000 (zone "A", row "1", seat "1")',
      },
    ]);
  });

  it('a million seats, at once', () => {
    const start = performance.now();
    expect(issuesOf(plan({ seats: new Array(1_000_000).fill(seat()) }))[0]?.message).toMatch(/1000000 seats/);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('201 categories', () => {
    const seats = Array.from({ length: 201 }, (_, index) =>
      seat({ seat_guid: `s${index}`, category: `c${index}` }),
    );
    expect(issuesOf(plan({ seats }))[0]?.message).toMatch(/categories/);
  });
});

describe('slowness', () => {
  /** As many seats as are allowed, all the same in every way. */
  const heap = plan({ seats: new Array(maxSeats).fill(seat()) });
  it('120,000 seats of one guid on one spot are gone through in seconds, their defects counted', () => {
    const start = performance.now();
    const { counts, defects } = repair(heap);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(counts).toMatchObject({ GUID_DUPLICATE: maxSeats - 1, SEATS_OVERLAP: maxSeats - 1 });
    expect(defects.length).toBeLessThan(10_100);
  });

  it('a text of "<" and ten million spaces does not hang the search for script', () => {
    const start = performance.now();
    repairSeatingPlan(plan({ root: { name: `<${' '.repeat(10_000_000)}` } }));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
