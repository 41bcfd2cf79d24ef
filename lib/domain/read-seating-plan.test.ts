import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSeatingPlan } from './read-seating-plan';
import { maxSeats, rowlockExtension } from './seating-plan';

function plan() {
  const seat = (n: number) => ({
    seat_guid: `s${n}`,
    seat_number: String(n),
    position: { x: n * 24, y: 0 },
    category: 'R',
  });
  return {
    name: '작은 홀',
    categories: [{ name: 'R', color: '#e0603c' }],
    zones: [
      {
        name: 'A구역',
        zone_id: 'g',
        position: { x: 10, y: 20 },
        rows: [{ row_number: '1열', seats: [seat(1), seat(2)] }],
        areas: [{ uuid: 'pit', shape: 'circle', circle: { radius: 30 }, position: { x: 0, y: 0 } }],
      },
    ],
    size: { width: 400, height: 300 },
    rowlock: { version: 1, accessible: ['s2'] },
  };
}

/** The plan with the value at the path replaced. */
function planWith(path: string, value: unknown): unknown {
  const changed: unknown = plan();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], changed);
  (parent as Record<string, unknown>)[last] = value;
  return changed;
}

function pathsOf(json: unknown): string[] {
  const read = readSeatingPlan(json);
  return read.ok ? [] : read.refusal.issues.map((issue) => issue.path);
}

describe('readSeatingPlan', () => {
  it('takes a plan of the format with our extension', () => {
    expect(readSeatingPlan(plan())).toMatchObject({ ok: true });
  });

  it.each([
    ['zones.0.rows.0.seats.0.category', 'VIP'],
    ['zones.0.rows.0.seats.1.seat_guid', 's1'],
    ['zones.0.rows.0.seats.1.position.x', Number.NaN],
    ['zones.0.rows.0.seats.1.position.x', 1e12],
    ['zones.0.rows.0.seats.1.seat_number', 7],
    ['zones.0.rows.0.seats.1.radius', 2.5],
    ['zones.0.rows.0.row_number', 'x'.repeat(51)],
    ['zones.0.name', 'nul\u0000'],
    ['zones.0.name', 'half \ud83d'],
    ['categories.0.color', 'url(https://evil.example)'],
    ['size.width', 0],
    ['rowlock.accessible.0', 'nobody'],
    ['rowlock.version', 2],
  ])('refuses a wrong %s and names it', (path, value) => {
    expect(pathsOf(planWith(path, value))).toContain(path);
  });

  it.each([
    [{ companion: ['nobody'] }, ['rowlock.companion.0']],
    [{ restricted_view: ['s1', 'nobody'] }, ['rowlock.restricted_view.1']],
    [{ floors: [{ name: '1층', zones: [0] }] }, []],
    [{ floors: [{ name: '1층', zones: [1] }] }, ['rowlock.floors.0.zones.0', 'zones.0']],
    [{ floors: [{ name: '1층', zones: ['g'] }] }, []],
    [{ floors: [{ name: '1층', zones: [0, 'g'] }] }, ['rowlock.floors.0.zones.1']],
    [{ floors: [{ name: '1층', zones: [] }] }, ['zones.0']],
    [{ focal_point: { x: 1e300, y: 0 } }, ['rowlock.focal_point.x']],
    [{ standing: [{ zone_id: 'g', capacity: 500 }] }, []],
    [{ standing: [{ area_uuid: 'pit', capacity: 500 }] }, []],
    [{ standing: [{ area_uuid: 'moon', capacity: 500 }] }, ['rowlock.standing.0']],
    [{ standing: [{ capacity: 500 }] }, ['rowlock.standing.0']],
    [{ standing: [{ zone_id: 'g', capacity: 500, category: 'R', name: 'Pit' }] }, []],
    [{ standing: [{ zone_id: 'g', capacity: 500, category: 'Z' }] }, ['rowlock.standing.0.category']],
    [{ standing: [1, 2].map((capacity) => ({ zone_id: 'g', capacity })) }, ['rowlock.standing.1']],
    [{ standing: [{ zone_id: 'g', capacity: 0.5 }] }, ['rowlock.standing.0.capacity']],
  ])('judges the extension %j', (extension, paths) => {
    expect(pathsOf(planWith('rowlock', { version: 1, ...extension }))).toEqual(paths);
  });

  it('takes a floor that names one id, shared by all zones, 100,000 times, without going through them each time', () => {
    const zone = { ...plan().zones[0], rows: [], areas: [] };
    const zones = [plan().zones[0], ...new Array(19_000).fill(zone)];
    const floors = [{ name: '1층', zones: new Array(100_000).fill('g') }];
    const start = performance.now();
    expect(pathsOf({ ...plan(), zones, rowlock: { version: 1, floors } })).toHaveLength(100);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('refuses what the format does not know, naming where', () => {
    expect(pathsOf(planWith('zones.0.rows.0.colour', 'red'))).toEqual(['zones.0.rows.0']);
    expect(pathsOf(planWith('script', 'x'))).toEqual(['']);
  });

  it('refuses an area without its shape, a category twice and a plan without seats', () => {
    expect(pathsOf(planWith('zones.0.areas.0.shape', 'polygon'))).toEqual(['zones.0.areas.0']);
    expect(pathsOf(planWith('categories', [{ name: 'R' }, { name: 'R' }]))).toEqual(['categories.1.name']);
    expect(pathsOf({ ...plan(), zones: [], rowlock: { version: 1 } })).toEqual(['zones']);
  });

  it('refuses too many seats before reading one of them', () => {
    const seats = new Array(maxSeats + 1).fill('no seat');
    const read = readSeatingPlan(planWith('zones.0.rows.0.seats', seats));
    expect(read).toMatchObject({ ok: false, refusal: { issues: [{ path: 'zones' }] } });
  });

  it('names at most 100 defects', () => {
    expect(pathsOf(planWith('zones.0.rows.0.seats', new Array(5000).fill(null)))).toHaveLength(100);
  });

  it('answers anything at all with a refusal, never a throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => !readSeatingPlan(json).ok));
    fc.assert(
      fc.property(
        fc.anything(),
        (zones) => typeof readSeatingPlan(planWith('zones', zones)).ok === 'boolean',
      ),
    );
  });

  it('has its extension described for other programs', () => {
    const written: unknown = JSON.parse(readFileSync('prisma/plans/rowlock-extension.schema.json', 'utf8'));
    expect(written).toMatchObject(z.toJSONSchema(rowlockExtension, { target: 'draft-7' }));
  });
});
