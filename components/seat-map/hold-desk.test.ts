import { describe, expect, it } from 'vitest';
import type { Hold } from '@/lib/domain/hold';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { HoldDesk } from './hold-desk';
import type { DeskEvent } from './hold-wishes';

function holdOf(places: number[], standing = 0): Hold {
  const seats = places.map((place) => ({
    seatId: `1-${place}`,
    place,
    section: 'A',
    row: '1',
    number: String(place),
    grade: 'R',
    price: { amount: 1000, currency: 'KRW' },
  }));
  return {
    holdId: 'h',
    scheduleId: '1',
    seats,
    areas: standing > 0 ? [pit(standing)] : [],
    total: { amount: places.length * 1000, currency: 'KRW' },
    expiresAt: '2030-01-01T00:00:00Z',
    expiresInSeconds: 120,
    capAt: '2030-01-01T00:08:00Z',
    offeredSeatIds: [],
    extended: false,
  };
}

const pit = (quantity: number) => ({
  ...{ area: 0, areaId: '1-a0', name: 'Pit', grade: 'P', quantity, price: { amount: 500, currency: 'KRW' } },
});

type Answer = Result<Hold, Refusal> | Error;

/** A desk whose server answers when the test says so. */
function deskWithServer() {
  const asked: { what: string; answer: (said: Answer) => void }[] = [];
  const events: DeskEvent[] = [];
  const shown = { mine: [] as number[], dropped: [] as number[] };
  const ask = (what: string) =>
    new Promise<Result<Hold, Refusal>>((resolve, reject) => {
      asked.push({ what, answer: (said) => (said instanceof Error ? reject(said) : resolve(said)) });
    });
  const desk = new HoldDesk(
    '1',
    {
      hold: (_, ids, partySize) => ask(`hold ${ids}${partySize ? ` of ${partySize}` : ''}`),
      best: async (_, { quantity, grade }) => {
        const said = await ask(`best ${quantity} ${grade ?? 'any'}`);
        return said.ok ? granted({ hold: said.value, together: true }) : said;
      },
      release: async (_, ids) => {
        const said = await ask(`release ${ids}`);
        if (!said.ok) return said;
        return granted({ released: ids, hold: said.value.seats.length > 0 ? said.value : null });
      },
      holdArea: (_, id, quantity, partySize) =>
        ask(`stand ${quantity} in ${id}${partySize ? ` of ${partySize}` : ''}`),
      keepArea: async (_, id, quantity) => {
        const said = await ask(`keep ${quantity} in ${id}`);
        return said.ok ? granted({ releasedAreas: [], hold: said.value }) : said;
      },
      view: () => ask('view'),
    },
    {
      setMine: (places) => {
        shown.mine = places;
      },
      drop: (places) => {
        shown.dropped.push(...places);
      },
      undrop: (places) => {
        shown.dropped = shown.dropped.filter((place) => !places.includes(place));
      },
    },
    (event) => events.push(event),
  );
  const answer = async (said: Answer) => {
    asked.shift()?.answer(said);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { desk, asked, events, shown, answer };
}

describe('taps on seats', () => {
  it('show at once and are confirmed by the answer', async () => {
    const { desk, asked, events, shown, answer } = deskWithServer();
    desk.toggle(5);
    expect(shown.mine).toEqual([5]);
    expect(asked.map(({ what }) => what)).toEqual(['hold 1-5']);
    await answer(granted(holdOf([5])));
    expect(events).toEqual([{ type: 'held', place: 5 }]);
    expect(desk.current().hold?.seats).toHaveLength(1);
  });

  it('are taken back with the reason when the seat was lost', async () => {
    const { desk, events, shown, answer } = deskWithServer();
    desk.toggle(5);
    const refusal = { code: 'SEAT_ALREADY_HELD', seats: [], alternatives: [] } as const;
    await answer(refused({ ...refusal, seats: [], alternatives: [] }));
    expect(shown.mine).toEqual([]);
    expect(events).toMatchObject([
      { type: 'refused', place: 5, wanted: 'hold', refusal: { code: refusal.code } },
    ]);
  });

  it('wait for their turn and none is lost', async () => {
    const { desk, asked, shown, answer } = deskWithServer();
    desk.toggle(5);
    desk.toggle(6);
    desk.toggle(7);
    expect(shown.mine).toEqual([5, 6, 7]);
    expect(asked).toHaveLength(1);
    await answer(granted(holdOf([5])));
    expect(asked.map(({ what }) => what)).toEqual(['hold 1-6']);
    await answer(refused({ code: 'BOOKING_IN_PROGRESS' }));
    expect(shown.mine).toEqual([5, 7]);
    await answer(granted(holdOf([5, 7])));
    expect(shown.mine).toEqual([5, 7]);
    expect(desk.busy).toBe(false);
  });

  it('undo each other before their turn comes, and follow each other when it has come', async () => {
    const { desk, asked, answer } = deskWithServer();
    desk.toggle(5);
    desk.toggle(6);
    desk.toggle(6);
    desk.toggle(5);
    expect(asked.map(({ what }) => what)).toEqual(['hold 1-5']);
    await answer(granted(holdOf([5])));
    expect(asked.map(({ what }) => what)).toEqual(['release 1-5']);
    await answer(granted(holdOf([])));
    expect(desk.current()).toEqual({ hold: null, places: [], areas: [], choosing: false });
    expect(asked).toEqual([]);
  });

  it('give a seat back at once, and take it back when the server cannot be reached', async () => {
    const { desk, events, shown, answer } = deskWithServer();
    desk.toggle(5);
    await answer(granted(holdOf([5])));
    desk.toggle(5);
    expect(shown).toEqual({ mine: [], dropped: [5] });
    await answer(new Error('offline'));
    expect(shown).toEqual({ mine: [5], dropped: [] });
    expect(events.at(-1)).toEqual({ type: 'unreachable', place: 5, wanted: 'release' });
  });

  it('do not lose to what another tab says meanwhile', async () => {
    const { desk, shown, answer } = deskWithServer();
    desk.toggle(5);
    desk.adopt(null);
    expect(shown.mine).toEqual([5]);
    await answer(granted(holdOf([5])));
    desk.adopt({ ...holdOf([8, 9]), endsAt: 1e9 });
    expect(shown.mine).toEqual([8, 9]);
    expect(shown.dropped).toEqual([5]);
  });
});

describe('a party', () => {
  it('is told to the server with each seat, and may take a legal choice instead: the new seats first', async () => {
    const { desk, asked, events, shown, answer } = deskWithServer();
    desk.setPartySize(2);
    desk.toggle(2);
    await answer(granted(holdOf([2])));
    desk.toggle(3);
    expect(asked.map(({ what }) => what)).toEqual(['hold 1-3 of 2']);
    await answer(refused({ code: 'LEAVES_SINGLE_SEAT', seats: [], alternatives: [] }));
    expect(shown.mine).toEqual([2]);
    desk.swap([0, 1], [2], 4);
    expect(shown).toMatchObject({ mine: [0, 1], dropped: [2] });
    expect(asked.map(({ what }) => what)).toEqual(['hold 1-0,1-1']);
    await answer(granted(holdOf([0, 1, 2])));
    expect(asked.map(({ what }) => what)).toEqual(['release 1-2']);
    await answer(granted(holdOf([0, 1])));
    expect(events.at(-1)).toEqual({ type: 'swapped', places: [0, 1] });
    expect(desk.current().places).toEqual([0, 1]);
  });

  it('gives back first where old and new seats together are too many, and keeps the old ones when the new are lost', async () => {
    const { desk, asked, shown, answer } = deskWithServer();
    desk.adopt({ ...holdOf([2, 5]), endsAt: 1e9 });
    desk.swap([0, 1], [2], 3);
    await answer(granted(holdOf([5])));
    expect(asked.map(({ what }) => what)).toEqual(['hold 1-0,1-1']);
    await answer(refused({ code: 'SEAT_ALREADY_HELD', seats: [], alternatives: [] }));
    expect(shown.mine).toEqual([5]);
    desk.swap([0, 1], [5], 3);
    await answer(refused({ code: 'SEAT_ALREADY_HELD', seats: [], alternatives: [] }));
    expect(shown.mine).toEqual([5]);
  });

  it('gets the best seats, grade after grade until one has enough, beside those it has', async () => {
    const { desk, asked, events, answer } = deskWithServer();
    desk.adopt({ ...holdOf([5]), endsAt: 1e9 });
    desk.takeBest(2, ['VIP', 'R'], false);
    expect(desk.current().choosing).toBe(true);
    expect(asked.map(({ what }) => what)).toEqual(['best 2 VIP']);
    await answer(refused({ code: 'NOT_ENOUGH_SEATS', available: 1 }));
    expect(asked.map(({ what }) => what)).toEqual(['best 2 R']);
    await answer(granted(holdOf([5, 8, 9])));
    expect(events).toEqual([{ type: 'best', places: [8, 9], together: true }]);
    expect(desk.current()).toMatchObject({ places: [5, 8, 9], choosing: false });
  });
});

describe('asking the server again', () => {
  it('takes what it says, and keeps what is shown when there is no answer', async () => {
    const { desk, shown, answer } = deskWithServer();
    void desk.refresh();
    await answer(granted(holdOf([3])));
    expect(shown.mine).toEqual([3]);
    void desk.refresh();
    await answer(new Error('offline'));
    expect(shown.mine).toEqual([3]);
    void desk.refresh();
    await answer(refused({ code: 'NO_HOLD' }));
    expect(shown.mine).toEqual([]);
  });
});

describe('places of standing areas', () => {
  it('show at once, are asked for and put back by how many there shall be', async () => {
    const { desk, asked, events, answer } = deskWithServer();
    desk.stand(0, 3);
    expect(desk.current()).toMatchObject({ hold: null, areas: [{ area: 0, quantity: 3 }] });
    expect(asked[0]?.what).toBe('stand 3 in 1-a0');
    await answer(granted(holdOf([], 3)));
    desk.stand(0, 1);
    expect(asked[0]?.what).toBe('keep 1 in 1-a0');
    await answer(granted(holdOf([], 1)));
    expect(desk.current().areas).toEqual([{ area: 0, quantity: 1 }]);
    expect(events.map((event) => event.type)).toEqual(['area', 'area']);
  });

  it('are as before when they are refused, and the last of several wishes counts', async () => {
    const { desk, asked, events, answer } = deskWithServer();
    desk.stand(0, 1);
    desk.stand(0, 2);
    desk.stand(0, 4);
    await answer(granted(holdOf([], 1)));
    expect(asked.map(({ what }) => what)).toEqual(['stand 4 in 1-a0']);
    const refusal = {
      code: 'NOT_ENOUGH_PLACES',
      areas: [{ areaId: '1-a0', name: 'Pit', available: 2 }],
    } as const;
    await answer(refused({ ...refusal, areas: [...refusal.areas] }));
    expect(desk.current().areas).toEqual([{ area: 0, quantity: 1 }]);
    expect(events.at(-1)).toMatchObject({ type: 'refused', wanted: 'area' });
  });

  it('count with the seats', async () => {
    const { desk, asked, answer } = deskWithServer();
    desk.toggle(5);
    await answer(granted(holdOf([5], 2)));
    expect(desk.count).toBe(3);
    desk.stand(0, 0);
    expect(desk.count).toBe(1);
    const nothing = { ...holdOf([]), seats: [] };
    await answer(granted(nothing));
    expect(desk.busy).toBe(false);
    expect(asked).toEqual([]);
  });
});
