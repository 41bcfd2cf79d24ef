'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/forms/form-state';
import { newStaffInput, staffMemberInput } from '@/lib/domain/inputs/check-in-inputs';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import { asBuyer } from '@/lib/request/action';
import { addEventStaff } from '@/lib/use-cases/add-event-staff';
import { removeEventStaff } from '@/lib/use-cases/remove-event-staff';

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function answered(said: Result<unknown, Refusal>, values: Record<string, string> = {}): FormState {
  return { refusal: said.ok ? null : said.refusal, faults: [], values: said.ok ? {} : values, done: said.ok };
}

/** Puts somebody on an event's staff by email. */
export async function addStaffAction(_state: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, 'email');
  const wish = newStaffInput.safeParse({ email });
  if (!wish.success) return { refusal: null, faults: ['email'], values: { email }, done: false };
  const eventId = textOf(form, 'eventId').slice(0, 64);
  const said = await asBuyer('account', (buyer) => addEventStaff({ buyer, eventId, ...wish.data }));
  revalidatePath('/check-in', 'layout');
  return answered(said, { email });
}

/** Takes somebody off an event's staff. */
export async function removeStaffAction(_state: FormState, form: FormData): Promise<FormState> {
  const wish = staffMemberInput.safeParse({
    eventId: textOf(form, 'eventId'),
    userId: textOf(form, 'userId'),
  });
  if (!wish.success) return { refusal: { code: 'ACCOUNT_NOT_FOUND' }, faults: [], values: {}, done: false };
  const said = await asBuyer('account', (buyer) => removeEventStaff({ buyer, ...wish.data }));
  revalidatePath('/check-in', 'layout');
  return answered(said);
}
