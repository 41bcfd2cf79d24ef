import type { Standby } from '@/lib/domain/standby';

/** What about places in line is worth looking at anew when it changes; clocks go by themselves. */
export function fingerprint(lines: readonly Standby[]): string {
  return lines.map((one) => told(one.standbyId, one.state, one.ahead, one.offer?.seats.length)).join();
}

/** The same of the HTTP API's answer; null for what does not look like one. */
export function fingerprintOf(answer: unknown): string | null {
  const { data } = asRecord(answer);
  const { standby } = asRecord(data);
  if (!Array.isArray(standby)) return null;
  return standby
    .map((one: unknown) => {
      const { standby_id, state, ahead, offer } = asRecord(one);
      const { seats } = asRecord(offer);
      return told(standby_id, state, ahead, Array.isArray(seats) ? seats.length : undefined);
    })
    .join();
}

function told(id: unknown, state: unknown, ahead: unknown, offered: number | undefined): string {
  return `${id} ${state} ${ahead} ${offered ?? 0}`;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
