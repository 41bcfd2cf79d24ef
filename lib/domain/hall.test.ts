import { describe, expect, it } from 'vitest';
import { compileHall } from './hall';
import { hallPicture } from './hall-picture';
import type { SeatingPlan } from './seating-plan';

function seat(guid: string, x: number, y = 0) {
  return { seat_guid: guid, seat_number: guid.slice(1), position: { x, y }, category: 'R' };
}

const plan: SeatingPlan = {
  name: '홀',
  categories: [{ name: 'S', color: '#4a9ff0' }, { name: 'R' }],
  size: { width: 500, height: 400 },
  zones: [
    {
      name: 'stage',
      position: { x: 5, y: 5 },
      rows: [],
      areas: [
        {
          shape: 'polygon',
          position: { x: 10, y: 20 },
          polygon: { points: [{ x: 0, y: 0 }] },
          text: { text: 'STAGE', position: { x: 1, y: 2 } },
        },
      ],
    },
    {
      name: 'B',
      position: { x: 100.04, y: 200 },
      rows: [
        {
          row_number: '2',
          row_label: '%s열',
          row_number_position: 'both',
          position: { x: 10, y: 1 },
          seats: [seat('b1', 0), seat('b2', 24), { ...seat('b3', 48), radius: 8, category: 'S' }],
        },
        { row_number: '$&', row_label: '<%s>', row_number_position: 'start', seats: [seat('c1', 0, 30)] },
      ],
    },
    {
      zone_id: 'A',
      position: { x: 0, y: 0 },
      rows: [{ row_number: '1', row_number_position: 'end', seats: [seat('a1', 0), seat('a2', 0, 10)] }],
    },
  ],
  rowlock: {
    version: 1,
    accessible: ['a1'],
    companion: ['a2'],
    restricted_view: ['b1', 'c1'],
    floors: [
      { name: '1층', zones: ['A'] },
      { name: '2층', zones: [1] },
    ],
  },
};

describe('compileHall', () => {
  const hall = compileHall(plan);

  it('counts places in the order of the file', () => {
    expect(hall.seats.map((s) => s.guid)).toEqual(['b1', 'b2', 'b3', 'c1', 'a1', 'a2']);
    expect(hall.seats.map((s) => s.place)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('adds the positions of zone, row and seat', () => {
    expect(hall.seats[1]).toMatchObject({ x: 100.04 + 10 + 24, y: 201, radius: 10 });
    expect(hall.seats[3]).toMatchObject({ x: 100.04, y: 230 });
    expect(hall.areas[0]).toMatchObject({ x: 15, y: 25 });
  });

  it('names sections by zone, rows by label, and takes a number as text, not as a pattern', () => {
    expect(hall.sections).toEqual(['B', 'A']);
    expect(hall.seats.map((s) => s.row)).toEqual(['2열', '2열', '2열', '<$&>', '1', '1']);
    expect(hall.seats[5]).toMatchObject({ section: 'A', number: '2' });
  });

  it('knows floors, companion places and seats with a restricted view', () => {
    expect(hall.floors).toEqual(['1층', '2층']);
    expect(hall.seats.map((s) => s.floor)).toEqual([1, 1, 1, 1, 0, 0]);
    expect(hall.seats.filter((s) => s.companion).map((s) => s.guid)).toEqual(['a2']);
    expect(hall.seats.filter((s) => s.restrictedView).map((s) => s.guid)).toEqual(['b1', 'c1']);
    expect(hall.areas[0]).not.toHaveProperty('floor');
  });

  it('looks where the plan says, else at the stage, else at the middle of the upper edge', () => {
    expect(hall.focalPoint).toEqual({ x: 15, y: 25 });
    const said = { ...plan, rowlock: { version: 1 as const, focal_point: { x: 7, y: 8 } } };
    expect(compileHall(said).focalPoint).toEqual({ x: 7, y: 8 });
    expect(compileHall({ ...plan, zones: plan.zones.slice(1) }).focalPoint).toEqual({ x: 250, y: 0 });
    const rectangle = { shape: 'rectangle' as const, rotation: 90, rectangle: { width: 40, height: 20 } };
    const turned = { name: '메인 무대', position: { x: 100, y: 50 }, rows: [], areas: [rectangle] };
    const { focalPoint } = compileHall({ ...plan, zones: [turned, ...plan.zones.slice(1)] });
    expect(focalPoint.x).toBeCloseTo(90);
    expect(focalPoint.y).toBeCloseTo(70);
  });

  it('knows the accessible seats and gives every category a colour', () => {
    expect(hall.seats.filter((s) => s.accessible).map((s) => s.guid)).toEqual(['a1']);
    expect(hall.categories[1]?.color).toMatch(/^#/);
  });
});

describe('hallPicture', () => {
  const picture = hallPicture('p1', compileHall(plan), plan);

  it('has a column entry for every seat, rounded to a tenth', () => {
    expect(picture).toMatchObject({ planId: 'p1', seatCount: 6, width: 500, height: 400 });
    expect(picture.seats).toEqual({
      row: [0, 0, 0, 1, 2, 2],
      number: ['1', '2', '3', '1', '1', '2'],
      x: [110, 134, 158, 100, 0, 0],
      y: [201, 201, 201, 230, 0, 10],
      radius: [10, 10, 8, 10, 10, 10],
      category: [1, 1, 0, 1, 1, 1],
      accessible: [4],
      companion: [5],
      restrictedView: [0, 3],
    });
  });

  it('knows where the plan wants row names', () => {
    expect(picture.rows).toEqual([
      { section: 0, floor: 1, label: '2열', labelled: 'both' },
      { section: 0, floor: 1, label: '<$&>', labelled: 'start' },
      { section: 1, floor: 0, label: '1', labelled: 'end' },
    ]);
  });

  it('flattens areas and leaves their points relative', () => {
    expect(picture.areas).toEqual([
      {
        shape: 'polygon',
        x: 15,
        y: 25,
        rotation: 0,
        color: '',
        borderColor: '',
        points: [[0, 0]],
        text: { text: 'STAGE', x: 1, y: 2, color: '', size: 16 },
      },
    ]);
  });
});

describe('standing areas', () => {
  const shape = (uuid?: string, text?: string) => ({
    shape: 'rectangle' as const,
    rectangle: { width: 10, height: 10 },
    ...(uuid && { uuid }),
    ...(text && { text: { text, position: { x: 5, y: 5 } } }),
  });
  const zone = (name: string, zone_id: string, areas = [shape()]) => ({
    ...{ name, zone_id, areas, position: { x: 0, y: 0 }, rows: [] },
  });
  const standing = (entries: object[]): SeatingPlan => ({
    ...{ name: 'Club', categories: [{ name: 'P' }], size: { width: 9, height: 9 } },
    zones: [zone('Bar', 'bar'), zone('Pit', 'pit'), zone('Pit', 'pit', [shape('x', 'FRONT'), shape('y')])],
    rowlock: { version: 1, standing: entries as never },
  });

  it('are the shapes of a zone or one area, named by the plan, the zone or the text on the area', () => {
    const plan = standing([
      { zone_id: 'pit', capacity: 300, category: 'P' },
      { area_uuid: 'x', capacity: 20, category: 'P' },
      { area_uuid: 'y', capacity: 5, category: 'P', name: 'Rail' },
    ]);
    const { standing: areas } = compileHall(plan);
    expect(areas).toEqual([
      { name: 'Pit', category: 'P', capacity: 300, shapes: [1, 2, 3] },
      { name: 'FRONT', category: 'P', capacity: 20, shapes: [2] },
      { name: 'Rail', category: 'P', capacity: 5, shapes: [3] },
    ]);
    expect(hallPicture('p', compileHall(plan), plan).standing[1]).toEqual({ name: 'FRONT', shapes: [2] });
  });

  it('without a category have no price, and are only drawn', () => {
    expect(compileHall(standing([{ zone_id: 'bar', capacity: 3 }])).standing).toEqual([]);
  });
});
