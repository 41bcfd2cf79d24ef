/** A time to wait, as people tell it: nobody believes "23 minutes and 14 seconds", nor wants to see it jump. */
export type RoughTime =
  | { unit: 'soon' }
  | { unit: 'minutes'; minutes: number }
  | { unit: 'hours'; hours: number; minutes: number };

/** Rounds up: to whole minutes at first, to five from ten on, to a quarter of an hour from an hour on. */
export function roughTime(seconds: number): RoughTime {
  if (seconds <= 60) return { unit: 'soon' };
  const exact = Math.ceil(seconds / 60);
  const step = exact <= 10 ? 1 : exact <= 60 ? 5 : 15;
  const minutes = Math.ceil(exact / step) * step;
  if (minutes < 60) return { unit: 'minutes', minutes };
  return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
