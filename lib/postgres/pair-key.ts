/** A schedule and a person as one key of a shared query; neither has a NUL. */
export function pairOf(scheduleId: string, userId: string): string {
  return `${scheduleId}\u0000${userId}`;
}

/** The two parts of such keys, each in the order of the keys. */
export function partsOf(pairs: readonly string[]): [schedules: string[], users: string[]] {
  const parts = pairs.map((pair) => pair.split('\u0000'));
  return [parts.map(([schedule = '']) => schedule), parts.map(([, user = '']) => user)];
}
