/**
 * Names of everything Redis keeps of a schedule. All carry its hash tag, so that one schedule is one slot of a Redis
 * Cluster and every multi-key script stays legal. Their contents are described in scripts/prelude.lua.
 */
export function seatKeys(scheduleId: string, userId: string): string[] {
  const tag = `{${scheduleId}}`;
  return [
    feedChannel(scheduleId),
    `seat_base:${tag}`,
    `seat_state:${tag}`,
    `seat_epochs:${tag}`,
    `hold_index:${tag}`,
    userId === '' ? `hold:${tag}` : `hold:${tag}:${userId}`,
    `area_index:${tag}`,
    `area_counts:${tag}`,
    `parked:${tag}`,
    standbyKey(scheduleId),
    `offered:${tag}`,
  ];
}

/** The hash of a schedule's position, and the channel its seat changes are published on. */
export function feedChannel(scheduleId: string): string {
  return `seat_feed:{${scheduleId}}`;
}

/**
 * What Redis keeps of a payment provider's access token: the token, who is asking for one, for how long nobody may ask
 * after a failure, and how many failures in a row. One account is one slot.
 */
export function accessTokenKeys(name: string): string[] {
  const tag = `{${name}}`;
  return [
    `access_token:${tag}`,
    `access_token_claim:${tag}`,
    `access_token_rest:${tag}`,
    `access_token_failures:${tag}`,
  ];
}

/** The bits of the places that somebody stands by for. */
export function standbyKey(scheduleId: string): string {
  return `standby:{${scheduleId}}`;
}

/** Where a buyer's booking that waits for its turn says how many come before it. */
export function bookingLineKey(scheduleId: string, userId: string): string {
  return `booking_line:{${scheduleId}}:${userId}`;
}

/** What a seat's lock is called, short of its place. */
export function seatLockPrefix(scheduleId: string): string {
  return `seat_lock:{${scheduleId}}:`;
}

/** What Redis keeps of a waiting room: who was there when, and since when it knows. */
export function waitingRoomKeys(scheduleId: string): string[] {
  return [`waiting_seen:{${scheduleId}}`, `waiting_since:{${scheduleId}}`];
}

/** What the keys of one fair lock begin with; the rest is described in scripts/fair-lock.lua. */
export function fairLockKey(scheduleId: string, kind: string, id: string): string {
  return `fair_lock:{${scheduleId}}:${kind}:${id}`;
}
