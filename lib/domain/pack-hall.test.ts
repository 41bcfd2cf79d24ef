import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HallPicture } from './hall-picture';
import { packHall } from './pack-hall';
import { hallFormat } from './packed-hall';
import { unpackHall } from './unpack-hall';

type Row = HallPicture['rows'][number] & {
  seats: { number: string; x: number; y: number; radius: number; category: number }[];
};

function pictureOf(rows: Row[]): HallPicture {
  const seats = rows.flatMap((row) => row.seats);
  return {
    ...{ planId: 'p', name: '홀', width: 900, height: 700, seatCount: seats.length, floors: ['1층', '2층'] },
    categories: [{ name: 'R', color: '#111111' }],
    sections: [{ name: 'A구역' }, { name: 'B구역' }],
    focalPoint: { x: 450.5, y: 0 },
    rows: rows.map(({ seats: _, ...row }) => row),
    seats: {
      row: rows.flatMap((row, index) => row.seats.map(() => index)),
      number: seats.map(({ number }) => number),
      x: seats.map(({ x }) => x),
      y: seats.map(({ y }) => y),
      radius: seats.map(({ radius }) => radius),
      category: seats.map(({ category }) => category),
      ...{ accessible: [0], companion: [], restrictedView: [seats.length - 1] },
    },
    areas: [{ shape: 'circle', x: 1.5, y: 2, rotation: 0, color: '', borderColor: '', r: 4 }],
    standing: [{ name: 'Pit', shapes: [0] }],
  };
}

const tenth = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => value / 10);
const anyRow: fc.Arbitrary<Row> = fc.record({
  section: fc.integer({ min: 0, max: 1 }),
  floor: fc.integer({ min: 0, max: 1 }),
  label: fc.constantFrom('1열', '2열', '', 'A'),
  labelled: fc.constantFrom('start', 'end', 'both', null),
  seats: fc.array(
    fc.record({
      number: fc.oneof(fc.integer().map(String), fc.constantFrom('07', 'A7', '', '1e3', '-0', ' 1')),
      ...{ x: tenth, y: tenth, radius: fc.constantFrom(10, 8, 7.5), category: fc.nat({ max: 3 }) },
    }),
    { minLength: 1, maxLength: 7 },
  ),
});

/** A block of even rows, as most halls have. */
function block(rows: number, seatsARow: number): Row[] {
  return Array.from({ length: rows }, (_, row) => ({
    ...{ section: 0, floor: 0, label: `${row + 1}열`, labelled: 'both' as const },
    seats: Array.from({ length: seatsARow }, (_, seat) => ({
      ...{ number: String(seat + 1), radius: 10, category: 0 },
      ...{ x: 100 + seat * 24, y: 50 + row * 28 + Math.round(Math.cos(seat / 9) * 300) / 10 },
    })),
  }));
}

describe('a packed hall', () => {
  it('comes out as it went in, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 12 }), (rows) => {
        const picture = pictureOf(rows);
        const sent: ReturnType<typeof packHall> = JSON.parse(JSON.stringify(packHall(picture)));
        expect(sent.format).toBe(hallFormat);
        expect(unpackHall(sent)).toEqual(picture);
      }),
    );
  });

  it('says once what repeats', () => {
    const packed = packHall(pictureOf(block(3, 5)));
    expect(packed.number).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(packed.radius).toEqual([10, 10, 10]);
    expect(packed.x).toEqual([1000, 240, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(packed.labels).toEqual(['1열', '2열', '3열']);
  });

  it('is a small part of its columns', () => {
    const picture = pictureOf(block(60, 40));
    expect(JSON.stringify(packHall(picture)).length).toBeLessThan(JSON.stringify(picture).length / 4);
  });
});
