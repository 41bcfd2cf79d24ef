import { httpRequest } from './wires.mjs';

const api = '/api/v1';

/** @param {string} token @param {string} [key] */
const sentBy = (token, key) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  ...(key && { 'idempotency-key': key }),
});

/** @param {string} scheduleId @param {number[]} places */
const named = (scheduleId, places) =>
  JSON.stringify({ schedule_id: scheduleId, seat_ids: places.map((place) => `${scheduleId}-${place}`) });

/** @param {string} token @param {string} scheduleId @param {number[]} places */
export const holdCall = (token, scheduleId, places) =>
  httpRequest('POST', `${api}/tickets/seats/lock`, sentBy(token), named(scheduleId, places));

/** @param {string} token @param {string} scheduleId @param {number[]} places */
export const bookCall = (token, scheduleId, places) =>
  httpRequest(
    'POST',
    `${api}/tickets/bookings`,
    sentBy(token, `book-${scheduleId}-${places.join('-')}`),
    named(scheduleId, places),
  );

/** @param {string} scheduleId */
export const stateCall = (scheduleId) =>
  httpRequest('GET', `${api}/schedules/${scheduleId}/state`, { 'accept-encoding': 'gzip, br' });

export const helloCall = httpRequest('GET', '/');
