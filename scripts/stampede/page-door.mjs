import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.mjs';
import { apiDoor } from './api-door.mjs';

/** @typedef {import('./doors.mjs').Door} Door */
/** @typedef {import('./doors.mjs').Wish} Wish */

/**
 * The page a browser would be on, the server action it would call there, and with what.
 * @type {Record<Exclude<Wish['verb'], 'look'>, (wish: Wish) => [page: string, action: string, args: unknown[]]>}
 */
const ways = {
  hold: ({ sale, seats }) => [map(sale), 'holdSeatsAction', [sale.scheduleId, seats]],
  best: ({ sale, quantity }) => [map(sale), 'holdBestAvailableAction', [sale.scheduleId, { quantity }]],
  release: ({ sale, seats }) => [map(sale), 'releaseSeatsAction', [sale.scheduleId, seats]],
  book: ({ sale, seats, key }) => [
    `/checkout/${sale.scheduleId}`,
    'confirmBookingAction',
    [{ scheduleId: sale.scheduleId, holdId: key, seatIds: seats, paymentMethod: sale.paymentMethod }],
  ],
  cancel: ({ code, seats }) => ['/bookings', 'cancelBookingAction', [code, seats ? { seat_ids: seats } : {}]],
  pay: ({ code }) => [`/bookings/${code}/payment`, 'startPaymentAction', [code]],
  abandon: ({ code }) => [`/bookings/${code}/payment`, 'abandonPaymentAction', [code]],
};

/** @param {import('./sale.mjs').Sale} sale */
const map = ({ scheduleId }) => `/schedules/${scheduleId}`;

/**
 * The server actions, as the browser calls them: by the ids that the build gave them, with a session cookie, from a page of ours.
 * @param {string} root of the build
 * @param {{APP_URL: string, AUTH_SECRET: string}} environment
 * @returns {Door}
 */
export function pageDoor(root, { APP_URL, AUTH_SECRET }) {
  const ids = actionIds(join(root, '.next/server/server-reference-manifest.json'));
  return {
    call(account, wish) {
      const signature = createHmac('sha256', AUTH_SECRET).update(account.token).digest('base64');
      const cookie = `rowlock.session_token=${encodeURIComponent(`${account.token}.${signature}`)}`;
      const asBrowser = { cookie, origin: APP_URL, host: new URL(APP_URL).host };
      // The payment's page follows its payment by the HTTP API.
      if (wish.verb === 'look') return { ...apiDoor.call(account, wish), headers: asBrowser };
      const [path, action, args] = ways[wish.verb](wish);
      const asAction = { 'next-action': ids.get(action) ?? '', accept: 'text/x-component' };
      return {
        ...{ method: 'POST', path, body: JSON.stringify(args) },
        headers: { ...asBrowser, ...asAction, 'content-type': 'text/plain;charset=UTF-8' },
      };
    },
    understood(text) {
      if (text.startsWith('{')) return apiDoor.understood(text);
      const { ok, value, refusal } = resultIn(text);
      if (!ok) return { refusal: refusal.code };
      const held = value?.hold ?? value;
      const payment = value?.stage ? value : value?.payment;
      return {
        ...(held?.seats && {
          seats: held.seats.map((/** @type {{seatId: string}} */ { seatId }) => seatId),
        }),
        ...(value?.code && { code: value.code }),
        ...(held?.expiresInSeconds !== undefined && { seconds: held.expiresInSeconds }),
        ...(value?.fee && { fee: value.fee.amount }),
        ...(payment && {
          ...{ stage: payment.stage, approvalUrl: payment.approvalUrl, expiresAt: payment.expiresAt },
        }),
      };
    },
  };
}

/** @param {string} file @returns {Map<string, string>} by name */
export function actionIds(file) {
  if (!existsSync(file)) throw new Failure(`The pages are not built: ${file} is not there.`);
  const { node } = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(
    Object.entries(node).map(([id, { exportedName }]) => [/** @type {string} */ (exportedName), id]),
  );
}

/**
 * What an action returned: in React's stream the first row names the row that has it (`0:{"a":"$@1",…}`).
 * @param {string} text
 */
function resultIn(text) {
  const row = /^0:.*?"a":"\$@(\w+)"/m.exec(text)?.[1];
  const line = text.split('\n').find((each) => each.startsWith(`${row}:`));
  return JSON.parse(line?.slice(line.indexOf(':') + 1) ?? '');
}
