import { describe, expect, it } from 'vitest';
import type { HallPicture } from '@/lib/domain/hall-picture';
import { orphanFinding } from '@/lib/domain/orphan-rule';
import { seatBlocks } from '@/lib/domain/seat-blocks';
import { buildHallModel } from './hall-model';
import { chosenBeside, orphanOnMap } from './orphan-watch';

/** Two rows of six, the first with an aisle after its third seat; tenths that a 32-bit float does not hold. */
const picture: HallPicture = {
  ...{
    planId: 'p',
    name: 'Hall',
    width: 400,
    height: 200,
    seatCount: 12,
    floors: [],
    standing: [],
    areas: [],
  },
  categories: [{ name: 'R', color: '#111111' }],
  sections: [{ name: 'Floor' }],
  focalPoint: { x: 0, y: 0 },
  rows: [0, 1].map((row) => ({ section: 0, floor: 0, label: String(row), labelled: null })),
  seats: {
    row: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
    number: Array.from({ length: 12 }, (_, place) => String(place)),
    x: [0, 10.1, 20.2, 50.3, 60.4, 70.5, 0, 10.1, 20.2, 30.3, 40.4, 50.5],
    y: [0, 0, 0, 0, 0, 0, 20, 20, 20, 20, 20, 20],
    radius: new Array(12).fill(5),
    category: new Array(12).fill(0),
    ...{ accessible: [], companion: [], restrictedView: [] },
  },
};
const hall = buildHallModel(picture, []);
const blocks = seatBlocks(picture.seats);

describe('the orphan rule on the map', () => {
  it('says what the server says, whatever is taken and chosen', () => {
    for (let taken = 0; taken < 4096; taken += 7) {
      const codes = Uint8Array.from({ length: 12 }, (_, place) => (taken >> place) & 1);
      const isTaken = (place: number) => codes[place] === 1;
      for (const selection of [[1], [6], [7, 8], [1, 7], [3, 4], [4, 5, 10]]) {
        if (selection.some(isTaken)) continue;
        for (const rule of ['lenient', 'strict'] as const) {
          expect(orphanOnMap(hall, codes, rule, selection)).toEqual(
            orphanFinding(rule, blocks, selection, isTaken),
          );
        }
      }
    }
  });

  it('counts my own seats as chosen, not as taken by others', () => {
    const codes = new Uint8Array(12);
    codes[7] = 4;
    expect(orphanOnMap(hall, codes, 'strict', [7])?.orphans).toEqual([6]);
  });

  it('is silent when it is off or nothing is chosen', () => {
    expect(orphanOnMap(hall, new Uint8Array(12), 'off', [7])).toBeNull();
    expect(orphanOnMap(hall, new Uint8Array(12), 'strict', [])).toBeNull();
  });

  it('knows which of my seats a legal choice would replace', () => {
    const codes = new Uint8Array(12);
    expect(chosenBeside(hall, codes, [1, 7, 8], [6])).toEqual([7, 8]);
  });
});
