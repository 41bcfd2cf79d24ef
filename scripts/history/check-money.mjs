/** @typedef {import('./history.mjs').History} History */
/** @typedef {import('./history.mjs').Operation} Operation */
/** @typedef {import('./check-history.mjs').Tell} Tell */

/**
 * What the bank took and did not give back is the price of what is confirmed and the fees that were kept (6), booking by
 * booking. Nothing is left reserved.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkMoney({ bookings, payments }, tell) {
  /** @type {Map<string, number>} */
  const taken = new Map();
  for (const { booking, state, captured, refunded } of payments) {
    taken.set(booking, (taken.get(booking) ?? 0) + captured - refunded);
    if (state === 'authorized') tell('I6', `the bank still reserves money for ${booking}`);
  }
  for (const { id, code, status, method, kept, seats } of bookings) {
    if (method === 'none') continue;
    const had = status === 'CONFIRMED' ? seats.filter(({ live }) => live) : [];
    const owed = kept + had.reduce((sum, { price }) => sum + price, 0);
    const has = taken.get(id) ?? 0;
    taken.delete(id);
    if (has !== owed) tell('I6', `${code} (${status}) should have ${owed} at the bank and has ${has}`);
  }
  for (const [booking, has] of taken)
    if (has !== 0) tell('I6', `the bank has ${has} for ${booking}, which is unknown or free`);
}

/**
 * What is kept of a booking is what its buyer was told would be (6). A cancellation without an answer may have kept
 * something too, or not.
 * @param {History} history
 * @param {Tell} tell
 */
export function checkFees({ operations, bookings }, tell) {
  /** @type {Map<string, Map<string, Operation | null>>} code → key → what was told; null: nobody knows */
  const cancelled = new Map();
  for (const operation of operations) {
    const { kind, code = '', key = '', outcome } = operation;
    if (kind !== 'cancel' || outcome === 'refused') continue;
    const its = cancelled.get(code) ?? new Map();
    cancelled.set(code, its);
    if (outcome === 'ok') its.set(key, operation);
    else if (!its.has(key)) its.set(key, null);
  }
  for (const { code, kept } of bookings) {
    const its = [...(cancelled.get(code)?.values() ?? [])];
    const told = its.filter((operation) => operation !== null);
    const sum = told.reduce((fees, { fee = 0 }) => fees + fee, 0);
    if (kept < sum || (told.length === its.length && kept !== sum)) {
      const ids = told.map(({ id }) => id);
      tell('I6', `of ${code} ${kept} is kept; its buyer was told ${sum}`, ids);
    }
  }
}
