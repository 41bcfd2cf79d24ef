import { describe, expect, it } from 'vitest';
import { setPackedStatus } from '@/lib/domain/seat';
import { SeatState } from './seat-state';

/** Eight seats in two sections of four; the categories alternate. */
function eightSeats() {
  const section = Uint16Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
  const category = Uint8Array.from([0, 1, 0, 1, 0, 1, 0, 1]);
  return new SeatState(section, category, 2, 2);
}

function packed(codes: number[]) {
  const bytes = new Uint8Array(Math.ceil(codes.length / 4));
  for (const [place, code] of codes.entries()) setPackedStatus(bytes, place, code);
  return bytes;
}

const statuses = (state: SeatState) =>
  Array.from({ length: state.seatCount }, (_, place) => state.statusAt(place));

describe('the state of the map', () => {
  it('shows nothing free before the server has answered', () => {
    const state = eightSeats();
    expect(state.known).toBe(false);
    expect(state.free).toBe(0);
    expect(new Set(statuses(state))).toEqual(new Set(['withheld']));
  });

  it('unpacks the whole map and counts what is free', () => {
    const state = eightSeats();
    state.replace(packed([0, 1, 2, 3, 0, 0, 0, 1]));
    expect(statuses(state)).toEqual([
      'available',
      'held',
      'sold',
      'withheld',
      'available',
      'available',
      'available',
      'held',
    ]);
    expect([...state.freeBySection]).toEqual([1, 3]);
    expect([...state.freeByCategory]).toEqual([3, 1]);
    expect(state.free).toBe(4);
  });

  it('takes missing bytes at the end for free seats, as the server leaves them out', () => {
    const state = eightSeats();
    state.replace(packed([2]));
    expect(state.free).toBe(7);
  });

  it('applies changes, keeps the counts and tells which seats changed', () => {
    const state = eightSeats();
    state.replace(packed([0, 0, 0, 0, 0, 0, 0, 0]));
    const told: unknown[] = [];
    state.subscribe((changed) => told.push(changed));
    state.apply([
      [1, 1],
      [6, 2],
      [6, 2],
      [3, 0],
    ]);
    expect(told).toEqual([[1, 6]]);
    expect([...state.freeBySection]).toEqual([3, 3]);
    expect(state.statusAt(6)).toBe('sold');
  });

  it('leaves seats and codes alone that do not exist', () => {
    const state = eightSeats();
    state.replace(packed([0, 0, 0, 0, 0, 0, 0, 0]));
    state.apply([
      [8, 1],
      [-1, 1],
      [2, 4],
      [2, -1],
    ]);
    expect(state.free).toBe(8);
  });

  it('lays my seats over what the server says', () => {
    const state = eightSeats();
    state.replace(packed([0, 0, 0, 0, 0, 0, 0, 0]));
    state.setMine([2]);
    expect(state.statusAt(2)).toBe('mine');
    expect(state.free).toBe(7);
    state.apply([[2, 1]]);
    expect(state.statusAt(2)).toBe('mine');
    state.setMine([]);
    expect(state.statusAt(2)).toBe('held');
  });

  it('shows a seat I gave back as free until the stream speaks of it', () => {
    const state = eightSeats();
    state.replace(packed([1, 0, 0, 0, 0, 0, 0, 0]));
    state.setMine([0]);
    state.drop([0]);
    state.setMine([]);
    expect(state.statusAt(0)).toBe('available');
    state.apply([[0, 1]]);
    expect(state.statusAt(0)).toBe('held');
  });

  it('shows it as mine again when the server would not release it', () => {
    const state = eightSeats();
    state.replace(packed([1, 0, 0, 0, 0, 0, 0, 0]));
    state.setMine([0]);
    state.drop([0]);
    state.setMine([]);
    state.undrop([0]);
    state.setMine([0]);
    expect(state.statusAt(0)).toBe('mine');
    state.setMine([]);
    expect(state.statusAt(0)).toBe('held');
  });

  it('forgets after a reset what it had laid over dropped seats', () => {
    const state = eightSeats();
    state.replace(packed([1, 0, 0, 0, 0, 0, 0, 0]));
    state.drop([0]);
    state.replace(packed([1, 0, 0, 0, 0, 0, 0, 0]));
    expect(state.statusAt(0)).toBe('held');
  });
});
