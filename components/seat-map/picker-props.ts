import type { ReactNode } from 'react';
import type { StandbyActions } from '@/components/standby/standby-actions';
import type { Hold } from '@/lib/domain/hold';
import type { ScheduleDetail } from '@/lib/domain/sale';
import type { Standby } from '@/lib/domain/standby';
import type { HoldActions } from './hold-wishes';
import type { Visitor } from './use-picking';

/** What the page gives the seat map. */
export interface PickerProps {
  /** What is on: stands above the map from the first moment. */
  head: ReactNode;
  schedule: ScheduleDetail;
  visitor: Visitor;
  /** My hold when the page was made. */
  hold: Hold | null;
  /** Places I have booked already. */
  booked: readonly number[];
  /** How many places of standing areas I have booked already. */
  entries: number;
  /** The seat chosen before signing in. */
  wanted: number | null;
  /** My places in line on this schedule. */
  standby: readonly Standby[];
  actions: HoldActions;
  standbyActions: StandbyActions;
}
