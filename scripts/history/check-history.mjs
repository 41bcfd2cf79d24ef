import { checkAnswers, checkHoldWhole, checkIdempotency } from './check-answers.mjs';
import { checkDurability } from './check-durability.mjs';
import { checkFees, checkMoney } from './check-money.mjs';
import { checkLimit, checkOwnership } from './check-ownership.mjs';
import {
  checkBookings,
  checkEnds,
  checkLimitAtRest,
  checkLockOrder,
  checkSeats,
  checkShown,
} from './check-rows.mjs';
import { checkAnswered, checkSoldOut } from './check-tried.mjs';

/** @typedef {{rule: string, text: string, operations: number[]}} Violation */
/** @typedef {(rule: string, text: string, operations?: number[]) => void} Tell */

/** Each is O(n log n) in what it looks at. */
const checks = [
  checkSeats,
  checkShown,
  checkBookings,
  checkLimitAtRest,
  checkEnds,
  checkMoney,
  checkFees,
  checkOwnership,
  checkLimit,
  checkDurability,
  checkIdempotency,
  checkHoldWhole,
  checkAnswers,
  checkLockOrder,
  checkAnswered,
  checkSoldOut,
];

/**
 * Everything in a history that must not be, with the operations concerned.
 * @param {import('./history.mjs').History} history
 * @returns {Violation[]}
 */
export function checkHistory(history) {
  /** @type {Violation[]} */
  const violations = [];
  for (const check of checks) {
    check(history, (rule, text, operations = []) => violations.push({ rule, text, operations }));
  }
  return violations;
}
