import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import type { Standby } from '@/lib/domain/standby';

/** What somebody stands by for: named seats, all of them, or so many of a grade. */
export type StandbyWish = { seatIds: string[] } | { grade: string; quantity: number };

/** The server's answers about lines, as the page hands them in. */
export interface StandbyActions {
  join: (scheduleId: string, wish: StandbyWish) => Promise<Result<{ standby: Standby }, Refusal>>;
  leave: (scheduleId: string, standbyId: string) => Promise<Result<{ standbyId: string }, Refusal>>;
  view: (scheduleId: string) => Promise<Result<Standby[], Refusal>>;
}
