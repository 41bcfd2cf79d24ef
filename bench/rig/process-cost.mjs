import { readFileSync } from 'node:fs';

/** Clock ticks of CPU time in a second, as Linux tells them to everybody. */
const ticksASecond = 100;

/** Seconds of CPU that a process has used so far. @param {number} pid */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
}

/** Megabytes of memory that a process has. @param {number} pid */
export function megabytes(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
}
