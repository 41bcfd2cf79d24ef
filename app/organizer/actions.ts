'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { FormState } from '@/components/forms/form-state';
import { cancelShowInput } from '@/lib/domain/inputs/seat-inputs';
import { labelInput } from '@/lib/domain/inputs/text-input';
import { steerWaitingRoomInput, waitingRoomSettingsInput } from '@/lib/domain/inputs/waiting-room-inputs';
import { momentOfLocalTime } from '@/lib/domain/local-time';
import { asBuyer } from '@/lib/request/action';
import { cancelShow } from '@/lib/use-cases/cancel-show';
import { removeWaitingRoom } from '@/lib/use-cases/remove-waiting-room';
import { setWaitingRoom } from '@/lib/use-cases/set-waiting-room';
import { steerWaitingRoom } from '@/lib/use-cases/steer-waiting-room';
import { viewSchedule } from '@/lib/use-cases/view-schedule';
import { answered, invalid, textOf } from '../form-answer';

// What is called here for a schedule asks whether it is theirs to manage.

const scheduleField = z.strictObject({ schedule_id: labelInput() });
const numbers = ['capacity', 'admissions_per_minute', 'grace_seconds', 'admission_seconds'] as const;

/** Opens, pauses or drains a schedule's waiting room. */
export async function steerWaitingRoomAction(_state: FormState, form: FormData): Promise<FormState> {
  const wish = steerWaitingRoomInput.safeParse(textOf(form, ['schedule_id', 'to']));
  if (!wish.success) return answered(invalid(wish.error));
  const { schedule_id: scheduleId, to } = wish.data;
  const said = await asBuyer('booking', (buyer) => steerWaitingRoom({ buyer, scheduleId, to }));
  revalidatePath('/organizer', 'layout');
  return answered(said);
}

/** Gives a schedule a waiting room or changes its settings. Its opening is told on the venue's clocks. */
export async function setWaitingRoomAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = textOf(form, ['opens_at', ...numbers]);
  const whose = scheduleField.safeParse(textOf(form, ['schedule_id']));
  if (!whose.success) return answered(invalid(whose.error), values);
  const { schedule_id: scheduleId } = whose.data;
  const said = await asBuyer('booking', async (buyer) => {
    const schedule = await viewSchedule({ scheduleId });
    if (!schedule.ok) return schedule;
    const wish = waitingRoomSettingsInput.safeParse({
      ...Object.fromEntries(numbers.map((name) => [name, wholeNumber(values[name] ?? '')])),
      opens_at: momentOfLocalTime(values.opens_at ?? '', schedule.value.venue.timeZone)?.toISOString(),
      proof_of_work: form.get('proof_of_work') === 'on',
    });
    return wish.success
      ? setWaitingRoom({ buyer, scheduleId, settings: settingsOf(wish.data) })
      : invalid(wish.error);
  });
  revalidatePath('/organizer', 'layout');
  return answered(said, said.ok ? {} : values);
}

/** Takes a schedule's waiting room away with everybody's place. */
export async function removeWaitingRoomAction(_state: FormState, form: FormData): Promise<FormState> {
  const wish = scheduleField.safeParse(textOf(form, ['schedule_id']));
  if (!wish.success) return answered(invalid(wish.error));
  const { schedule_id: scheduleId } = wish.data;
  const said = await asBuyer('booking', (buyer) => removeWaitingRoom({ buyer, scheduleId }));
  revalidatePath('/organizer', 'layout');
  return answered(said);
}

/** Calls a show off for good; the concert's title, typed in either language, says that it is meant. */
export async function cancelShowAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = textOf(form, ['reason', 'confirmation']);
  const whose = scheduleField.safeParse(textOf(form, ['schedule_id']));
  if (!whose.success) return answered(invalid(whose.error), values);
  const { schedule_id: scheduleId } = whose.data;
  const said = await asBuyer('booking', async (buyer) => {
    const schedule = await viewSchedule({ scheduleId });
    if (!schedule.ok) return schedule;
    const titles = Object.values(schedule.value.event.title).map(plain);
    const typed = z.object({ confirmation: z.string().refine((text) => titles.includes(plain(text))) });
    const meant = typed.safeParse(values);
    if (!meant.success) return invalid(meant.error);
    const wish = cancelShowInput.safeParse(values.reason?.trim() ? { reason: values.reason } : {});
    return wish.success ? cancelShow({ buyer, scheduleId, ...wish.data }) : invalid(wish.error);
  });
  revalidatePath('/organizer', 'layout');
  return answered(said, said.ok ? {} : values);
}

/** A title as people type it: spaces and capitals are no difference. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** A number as a person types it; what is none fails the check of its form. */
function wholeNumber(text: string): number | string {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : text;
}

function settingsOf(input: z.output<typeof waitingRoomSettingsInput>) {
  return {
    opensAt: input.opens_at.toISOString(),
    capacity: input.capacity,
    admissionsPerMinute: input.admissions_per_minute,
    graceSeconds: input.grace_seconds,
    admissionSeconds: input.admission_seconds,
    proofOfWork: input.proof_of_work,
  };
}
