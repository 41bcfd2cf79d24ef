/** @typedef {import('./doors.mjs').Door} Door */
/** @typedef {import('./doors.mjs').Wish} Wish */

const bookings = 'tickets/bookings';

/** @type {Record<Wish['verb'], (wish: Wish) => [method: string, path: string, body?: object]>} */
const ways = {
  hold: ({ sale, seats }) => ['POST', 'tickets/seats/lock', { ...place(sale), seat_ids: seats }],
  best: ({ sale, quantity }) => ['POST', 'tickets/seats/best-available', { ...place(sale), quantity }],
  release: ({ sale, seats }) => [
    'DELETE',
    'tickets/seats/lock',
    { schedule_id: sale.scheduleId, seat_ids: seats },
  ],
  book: ({ sale, seats }) => [
    'POST',
    bookings,
    { ...place(sale), seat_ids: seats, ...(sale.paid && { payment_method: sale.paymentMethod }) },
  ],
  cancel: ({ code, seats }) => ['POST', `${bookings}/${code}/cancel`, seats ? { seat_ids: seats } : {}],
  look: ({ code }) => ['GET', `${bookings}/${code}/payment`],
  pay: ({ code }) => ['POST', `${bookings}/${code}/payment`],
  abandon: ({ code }) => ['DELETE', `${bookings}/${code}/payment`],
};

/** @param {import('./sale.mjs').Sale} sale */
function place({ eventId, scheduleId }) {
  return { event_id: eventId, schedule_id: scheduleId };
}

/**
 * The HTTP API, as programs use it.
 * @type {Door}
 */
export const apiDoor = {
  call({ token }, wish) {
    const [method, path, body] = ways[wish.verb](wish);
    return {
      ...{ method, path: `/api/v1/${path}`, body: body ? JSON.stringify(body) : '' },
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(wish.key !== undefined && { 'idempotency-key': wish.key }),
      },
    };
  },
  understood(text) {
    const { success, data, error } = JSON.parse(text);
    if (!success) return { refusal: error?.code };
    const payment = data.stage ? data : data.payment;
    return {
      ...(data.seats && {
        seats: data.seats.map((/** @type {{seat_id: string}} */ { seat_id: seat }) => seat),
      }),
      ...(data.code && { code: data.code }),
      ...(data.expires_in_seconds !== undefined && { seconds: data.expires_in_seconds }),
      ...(data.refund && data.fee && { fee: data.fee.amount }),
      ...(payment && {
        ...{ stage: payment.stage, approvalUrl: payment.approval_url, expiresAt: payment.expires_at },
      }),
    };
  },
};
