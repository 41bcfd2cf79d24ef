/** Every kind of call that people make, and what has to be there for it. Not used by the product. */
import { randomUUID } from 'node:crypto';
import { createTestBuyer, createTestBuyers, createTestSale } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { patientCaller, signUpPatiently } from './test-patient-caller';

/** One call, ready to be sent. */
export interface Wish {
  method: string;
  path: string;
  body?: object;
  token?: string;
}

/** So many bookings there are to be cancelled, and so many people and free seats to go round. */
const booked = 60;
const people = 500;

const wish = (method: string, path: string, token = '', body?: object): Wish => ({
  ...{ method, path, token },
  ...(body && { body }),
});

/** Next in line; a test that runs out of them asks too often. */
function take(from: string[]): string {
  const next = from.pop();
  if (next === undefined) throw new Error('Nothing is left to ask with.');
  return next;
}

/**
 * A shop where every kind of call has something to do: a function that puts each of them anew, by name. Every call is
 * somebody else's, so that none waits for another of its buyer.
 */
export async function prepareEveryCall(url: string): Promise<Record<string, () => Wish>> {
  const organizer = await createTestBuyer('organizer');
  const [staff = ''] = await openTestSessions([organizer]);
  const hall = { rows: 20, seatsARow: 40, areas: [2000], organizerId: organizer.userId };
  const sale = await createTestSale(hall);
  const room = await createTestSale({ waitingRoom: {} });
  const tokens = await openTestSessions(await createTestBuyers(people));
  const owners = await openTestSessions(await createTestBuyers(booked));
  const email = `${randomUUID()}@test.invalid`;
  await signUpPatiently(url, email);
  const show = { schedule_id: sale.scheduleId };
  const seats = sale.seatIds(...Array.from({ length: sale.seatCount }, (_, place) => place));
  const codes = await Promise.all(
    owners.map(async (owner) => {
      const what = { ...show, seat_ids: [take(seats)] };
      const { code } = await patientCaller(url, owner)('POST', '/tickets/bookings', what, randomUUID());
      return { owner, code: String(code) };
    }),
  );
  const somebody = () => take(tokens);
  const own = () => {
    const next = codes.pop();
    if (!next) throw new Error('No booking is left to cancel.');
    return next;
  };
  const seat = () => ({ ...show, seat_ids: [take(seats)] });
  const places = { ...show, areas: [{ area_id: sale.area(0, 1).areaId, quantity: 1 }] };
  const schedule = `/schedules/${sale.scheduleId}`;
  const waiting = `/schedules/${room.scheduleId}/waiting-room`;
  const sold = sale.seatIds(sale.seatCount - 1);
  const lock = '/tickets/seats/lock';
  const bookings = '/tickets/bookings';
  return {
    hold: () => wish('POST', lock, somebody(), seat()),
    'hold standing places': () => wish('POST', lock, somebody(), places),
    'best available': () =>
      wish('POST', '/tickets/seats/best-available', somebody(), { ...show, quantity: 2 }),
    release: () => wish('DELETE', lock, somebody(), show),
    'my hold': () => wish('GET', `${lock}?schedule_id=${sale.scheduleId}`, somebody()),
    book: () => wish('POST', bookings, somebody(), seat()),
    'book standing places': () => wish('POST', bookings, somebody(), places),
    cancel: () => {
      const { owner, code } = own();
      return wish('POST', `${bookings}/${code}/cancel`, owner, {});
    },
    'my bookings': () => wish('GET', bookings, somebody()),
    'map state': () => wish('GET', `${schedule}/state`),
    'seat list': () => wish('GET', `${schedule}/seats?limit=1000`),
    show: () => wish('GET', schedule),
    events: () => wish('GET', '/events'),
    'sign in': () => wish('POST', '/auth/sign-in', '', { email, password: 'long enough a word' }),
    'stand by': () => wish('POST', `${schedule}/standby`, somebody(), { seat_ids: sold }),
    'my standby': () => wish('GET', `${schedule}/standby`, somebody()),
    'join waiting room': () => wish('POST', waiting, somebody(), {}),
    'place in waiting room': () => wish('GET', waiting, somebody()),
    'door list': () => wish('GET', `/check-in/list?schedule_id=${sale.scheduleId}`, staff),
  };
}
