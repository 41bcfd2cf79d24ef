/** @typedef {import('./sale.mjs').Account} Account */
/** @typedef {import('./sale.mjs').Sale} Sale */

/**
 * What a buyer wants, whichever door is used.
 * @typedef {object} Wish
 * @property {'hold' | 'best' | 'release' | 'book' | 'cancel' | 'look' | 'pay' | 'abandon'} verb look, pay and abandon are of a payment
 * @property {Sale} sale
 * @property {string[]} [seats]
 * @property {number} [quantity]
 * @property {string} [code] of the booking
 * @property {string} [key] the idempotency key
 */

/**
 * What an answer said.
 * @typedef {object} Words
 * @property {string} [refusal] its code; without one, it was granted
 * @property {string[]} [seats]
 * @property {string} [code]
 * @property {number} [seconds] how long a hold is promised to last
 * @property {number} [fee] kept of what was cancelled, minor units
 * @property {string} [stage] where a payment stands
 * @property {string | null} [approvalUrl] where it is approved
 * @property {string | null} [expiresAt] until when the seats are kept unpaid
 */

/**
 * A way in. `understood` throws where an answer is not of this door.
 * @typedef {object} Door
 * @property {(account: Account, wish: Wish) => import('./caller.mjs').Call} call
 * @property {(text: string) => Words} understood
 */

export {};
