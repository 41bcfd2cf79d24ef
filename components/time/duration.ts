/**
 * Seconds as people say them: "2 minutes" where they are whole minutes, else "90 seconds".
 * @param t of the namespace `common`
 */
export function showDuration(
  t: (key: 'minutes' | 'seconds', values: { count: number }) => string,
  seconds: number,
): string {
  return seconds % 60 === 0 ? t('minutes', { count: seconds / 60 }) : t('seconds', { count: seconds });
}
