import { answerVariants } from './answer-variants.mjs';
import { bookingVariants } from './booking-variants.mjs';
import { cancelVariants } from './cancel-variants.mjs';
import { holdVariants } from './hold-variants.mjs';
import { paymentVariants } from './payment-variants.mjs';
import { undamaged } from './undamaged.mjs';

/**
 * A guard taken away.
 * @typedef {object} Variant
 * @property {string} name
 * @property {string} what is wrong with it
 * @property {string[]} by the rules that must find it, one at least: those before it would find what was taken away with it;
 *   none where nothing was taken away, and nothing may be found
 * @property {[string, string, string][]} [sources] file, text in it, what stands there instead
 * @property {[string, string, string][]} [functions] of the database: name, text in it, what stands there instead
 * @property {string[]} [statements] for the database
 * @property {string[]} [options] of the stampede, where the usual ones do not bring it out
 * @property {boolean} [rest] until holds have lapsed and what is left is sold, not only until all have come
 */

/** @type {Variant[]} */
export const variants = [
  ...holdVariants,
  ...bookingVariants,
  ...cancelVariants,
  ...answerVariants,
  ...paymentVariants,
  ...undamaged,
];
