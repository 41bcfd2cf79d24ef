let passed = 0;

/**
 * A named moment between two steps (of a purchase, a hold, a scan at the door, a job) at which a test may have the process die, as if the machine had lost
 * power: CRASH_AT=name (or name:3, the third time it is reached). Does nothing otherwise.
 */
export function crashPoint(name: string): void {
  const wanted = process.env.CRASH_AT;
  if (!wanted) return;
  const [at, nth = '1'] = wanted.split(':');
  if (at !== name) return;
  passed += 1;
  if (passed === Number(nth)) process.kill(process.pid, 'SIGKILL');
}
