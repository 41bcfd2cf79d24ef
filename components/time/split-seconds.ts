/** Seconds as days and a clock: `{ days: 1, clock: '02:03:04' }`; below an hour the clock is `03:04`. */
export function splitSeconds(seconds: number): { days: number; clock: string } {
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return { days, clock: days > 0 || hours > 0 ? `${two(hours)}:${rest}` : rest };
}
