import { describe, expect, it } from 'vitest';
import { saleOf, saleOfEvent } from './sale-of';

const show = {
  saleStatus: 'open' as const,
  salesOpenAt: '2026-12-01T00:00:00.000Z',
  seatsTotal: 300,
  seatsAvailable: 200,
};

describe('how a sale stands', () => {
  it('is open while many seats are left', () => {
    expect(saleOf(show)).toEqual({ state: 'open', available: 200 });
  });

  it('says "few" for a tenth of the house, and for 500 seats of a dome', () => {
    expect(saleOf({ ...show, seatsAvailable: 30 }).state).toBe('few');
    expect(saleOf({ ...show, seatsAvailable: 31 }).state).toBe('open');
    expect(saleOf({ ...show, seatsTotal: 40_000, seatsAvailable: 500 }).state).toBe('few');
    expect(saleOf({ ...show, seatsTotal: 40_000, seatsAvailable: 3_000 }).state).toBe('open');
  });

  it('is sold out only while it is on sale', () => {
    expect(saleOf({ ...show, seatsAvailable: 0 })).toEqual({ state: 'sold_out' });
    expect(saleOf({ ...show, saleStatus: 'closed', seatsAvailable: 0 })).toEqual({ state: 'closed' });
  });

  it('takes the best show of a concert', () => {
    const soldOut = { ...show, seatsAvailable: 0 };
    const few = { ...show, seatsAvailable: 5 };
    const later = { ...show, saleStatus: 'not_open' as const };
    expect(saleOfEvent([soldOut, few])).toEqual({ state: 'few', available: 5 });
    expect(saleOfEvent([show, few])).toEqual({ state: 'open', available: 205 });
    expect(saleOfEvent([soldOut, later])).toEqual({ state: 'opens', at: show.salesOpenAt });
    expect(saleOfEvent([soldOut, { ...show, saleStatus: 'closed' }])).toEqual({ state: 'sold_out' });
    expect(saleOfEvent([])).toEqual({ state: 'closed' });
  });
});
