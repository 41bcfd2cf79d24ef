import type { TicketAtDoor } from '@/lib/domain/refusals';
import { namedSeat } from '@/lib/domain/seats-wanted';
import { areaId } from '@/lib/domain/standing-area';
import { ticketId } from '@/lib/domain/ticket';
import { readHall } from '@/lib/postgres/plan-store';
import { readSchedule, type StoredSchedule } from '@/lib/postgres/schedule-store';
import type { TicketRow } from '@/lib/postgres/ticket-row';

/** Names a schedule's tickets as people read them: reads schedule and hall once, for as many tickets as come. */
export async function ticketNamer(
  scheduleId: string,
): Promise<{ schedule: StoredSchedule; name: (ticket: TicketRow) => TicketAtDoor } | null> {
  const schedule = await readSchedule(scheduleId);
  if (!schedule) return null;
  const ready = await readHall(schedule.planId);
  if (!ready) throw new Error(`The seating plan of schedule ${scheduleId} is gone.`);
  const name = (row: TicketRow): TicketAtDoor => {
    const seat = row.place === null ? undefined : ready.hall.seats[row.place];
    const entry =
      row.area === null
        ? null
        : { areaId: areaId(scheduleId, row.area), name: row.areaName ?? '', entryNumber: row.entryNumber };
    return {
      ticketId: ticketId(row),
      seat: seat ? namedSeat(scheduleId, seat) : null,
      entry,
      grade: row.grade,
    };
  };
  return { schedule, name };
}
