import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Admission } from '@/components/waiting-room/use-admission';
import type { Buyer } from '@/lib/domain/buyer';
import { isOrganizer } from '@/lib/domain/manages';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { admissionOf } from '@/lib/request/admission';
import { viewStandby } from '@/lib/use-cases/view-standby';
import { viewWaitingPlace } from '@/lib/use-cases/view-waiting-place';

/**
 * The admission with which somebody comes to a page of the sale; null where none is needed: the schedule has no waiting
 * room, the sale is over, it is an organizer who looks, or somebody who is offered what they stood by for. Sends everybody else to the waiting room. Only courtesy:
 * every hold and booking asks for the admission itself. Throws StoreUnavailable.
 */
export async function passRoom(schedule: ScheduleDetail, buyer: Buyer | null): Promise<Admission | null> {
  const { scheduleId, rules, saleStatus } = schedule;
  if (!rules.waitingRoom || saleStatus === 'closed' || saleStatus === 'cancelled') return null;
  if (buyer && isOrganizer(buyer)) return null;
  const room = `/schedules/${scheduleId}/waiting-room`;
  if (!buyer) redirect(room);
  const token = admissionOf(await headers(), scheduleId);
  if (token === null) return (await isOffered(buyer, scheduleId)) ? null : redirect(room);
  const place = await viewWaitingPlace({ buyer, scheduleId });
  if (!place.ok) return null;
  const { admissionEndsAt, now } = place.value;
  if (admissionEndsAt !== null) return { endsAt: admissionEndsAt, now };
  return (await isOffered(buyer, scheduleId)) ? null : redirect(room);
}

/** Who stood by and is offered seats comes in for them. */
async function isOffered(buyer: Buyer, scheduleId: string): Promise<boolean> {
  const lines = await viewStandby({ buyer, scheduleId });
  return lines.ok && lines.value.some(({ state }) => state === 'offered');
}
