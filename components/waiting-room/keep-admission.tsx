'use client';

import { type Admission, useAdmission } from './use-admission';

/** Keeps the admission alive where its clock need not be seen: paying shows the clock of the hold, which ends first. */
export function KeepAdmission({ scheduleId, admission }: { scheduleId: string; admission: Admission }) {
  useAdmission(scheduleId, admission);
  return null;
}
