import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSeatingPlan } from './read-seating-plan';
import { repairSeatingPlan } from './repair-seating-plan';
import { planWithTwoFloors } from './test-plans';

/** Every place in a JSON value, as the way there. */
function placesIn(value: unknown, way: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]))];
}

function changedAt(
  json: unknown,
  way: (string | number)[],
  change: (parent: Record<string | number, unknown>, key: string | number) => void,
) {
  let parent = json;
  for (const key of way.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return;
    parent = (parent as Record<string | number, unknown>)[key];
  }
  const last = way.at(-1);
  if (last === undefined || typeof parent !== 'object' || parent === null) return;
  change(parent as Record<string | number, unknown>, last);
}

describe('any plan, however it was changed', () => {
  const base = () => {
    const { json } = planWithTwoFloors();
    json.zones = json.zones.slice(0, 5).map((zone: { rows: { seats: unknown[] }[] }) => ({
      ...zone,
      zone_id: 'z',
      rows: zone.rows.slice(0, 2).map((row) => ({ ...row, seats: row.seats.slice(0, 3) })),
    }));
    json.zones[0].areas.push(
      {
        shape: 'polygon',
        polygon: { points: [{ x: 0, y: 0 }] },
        text: { text: 'Bar', position: { x: 0, y: 0 }, size: 20 },
      },
      { shape: 'ellipse', uuid: 'pit', rotation: 20, color: '#fff', ellipse: { radius: { x: 4, y: 5 } } },
    );
    json.rowlock = {
      version: 1,
      accessible: ['1A-1-1'],
      companion: ['1A-1-2'],
      restricted_view: ['2A-1-1'],
      focal_point: { x: 1, y: 2 },
      floors: [
        { name: 'Unten', zones: [1, 2, 3] },
        { name: 'Oben', zones: [4] },
      ],
      standing: [{ area_uuid: 'pit', capacity: 100 }],
    };
    return json;
  };
  const places = placesIn(base()).filter((way) => way.length > 0);
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      ' ',
      0,
      -1,
      1.5,
      1e308,
      -1e7,
      '12',
      'NaN',
      '1e999',
      true,
      [],
      {},
      [[]],
      [null],
    ),
    fc.constantFrom<unknown>(
      '\u0000',
      '\ud800',
      '한'.repeat(300),
      '😀'.repeat(99),
      'z',
      '1층',
      { x: 1, y: 2 },
      { x: '3' },
    ),
    fc.jsonValue(),
  );
  const mutation = fc.tuple(
    fc.constantFrom(...places),
    fc.constantFrom('set', 'delete', 'copy', 'rename'),
    odd,
  );

  it('is refused with a reason, or becomes a plan of the format that needs no more repair', () => {
    const kept = ['ROW_LABEL_REPEATED', 'SEAT_LABEL_REPEATED', 'SEATS_OVERLAP', 'SEATS_OUTSIDE'];
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 5 }), (mutations) => {
        const json: unknown = base();
        for (const [way, kind, drawn] of mutations) {
          // A copy: a later change may reach into it, and the drawn values are used again.
          const value: unknown = structuredClone(drawn);
          changedAt(json, way, (parent, key) => {
            if (kind === 'set') parent[key] = value;
            else if (kind === 'delete') delete parent[key];
            else if (kind === 'copy' && Array.isArray(parent))
              parent.push(structuredClone(parent[Number(key)]));
            else parent[`${key}x`] = value;
          });
        }
        const text = JSON.stringify(json);
        const repaired = repairSeatingPlan(JSON.parse(text));
        if (!repaired.ok) {
          expect(repaired.refusal.issues.length).toBeGreaterThan(0);
          return;
        }
        accepted += 1;
        const { plan: sound } = repaired.value;
        expect(readSeatingPlan(JSON.parse(JSON.stringify(sound)))).toMatchObject({ ok: true });
        const again = repairSeatingPlan(JSON.parse(JSON.stringify(sound)));
        if (!again.ok) throw new Error('a repaired plan was refused');
        expect(again.value.plan).toEqual(sound);
        expect(again.value.defects.filter(({ code }) => !kept.includes(code))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it('and anything at all is answered, never thrown at', () => {
    fc.assert(fc.property(fc.anything(), (json) => !repairSeatingPlan(json).ok));
    fc.assert(
      fc.property(fc.anything(), (zones) => typeof repairSeatingPlan({ ...base(), zones }).ok === 'boolean'),
    );
  });
});
