// The product has several guards one behind the other: what a variant is about shows only where those before it are gone too.

/** @typedef {[string, string, string]} Change file or function, text in it, what stands there instead */

/** @type {Change} */
export const redisSaysYes = [
  'lib/redis/scripts/holds.lua',
  "  if owner then\n    if string.sub(owner, 1, #USER + 1) == USER .. ':' then return 'mine' end\n    return 'SEAT_ALREADY_HELD'\n  end\n  if redis.call('ZSCORE', INDEX, place) then return 'SEAT_ALREADY_HELD' end",
  "  if owner and string.sub(owner, 1, #USER + 1) == USER .. ':' then return 'mine' end",
];

/** @type {Change} */
export const redisForgetsSold = [
  'lib/redis/scripts/holds.lua',
  'local function obstacle(place)\n  local base = base_of(place)\n',
  'local function obstacle(place)\n  local base = 0\n',
];

/** One request of a buyer after the other. @type {Change} */
export const noBuyerTurn = [
  'lib/sale/with-buyer-lock.ts',
  '  let begun = false;\n',
  '  if (scheduleId) return work();\n  let begun = false;\n',
];

/** @type {Change} */
export const noSeatStatus = ['rules_refusal', "WHERE s.status IS DISTINCT FROM 'available'", 'WHERE false'];

/** @type {Change} */
export const noLimitInDatabase = [
  'rules_refusal',
  'IF already + wanted > sale.seat_limit THEN',
  'IF false THEN',
];

export const noIndex = 'DROP INDEX booking_seats_live_seat';
