import { z } from 'zod';
import { newStaffInput } from '@/lib/domain/inputs/check-in-inputs';
import { labelInput, textInput } from '@/lib/domain/inputs/text-input';
import { granted } from '@/lib/domain/result';
import { addEventStaff } from '@/lib/use-cases/add-event-staff';
import { listEventStaff } from '@/lib/use-cases/list-event-staff';
import { removeEventStaff } from '@/lib/use-cases/remove-event-staff';
import { moment } from '../answers/seat-answers';
import { defineCall } from '../call';

const staffPath = '/api/v1/organizer/events/{event_id}/staff';
const byEvent = z.strictObject({ event_id: labelInput() });
const managing = { who: 'account', scope: 'manage', limit: 'account' } as const;

export const staffCalls = [
  defineCall({
    method: 'GET',
    path: staffPath,
    name: 'listEventStaff',
    summary: 'Who checks tickets in at an event of mine',
    ...managing,
    params: byEvent,
    answer: z.strictObject({
      staff: z.array(
        z.strictObject({ user_id: z.string(), name: z.string(), email: z.string(), added_at: moment }),
      ),
    }),
    async handle({ buyer, params }) {
      const listed = await listEventStaff({ buyer, eventId: params.event_id });
      if (!listed.ok) return listed;
      const staff = listed.value.staff.map(({ userId, name, email, addedAt }) => ({
        ...{ user_id: userId, name, email, added_at: addedAt.toISOString() },
      }));
      return granted({ data: { staff } });
    },
  }),
  defineCall({
    method: 'POST',
    path: staffPath,
    name: 'addEventStaff',
    summary: 'Put an account on the staff of an event of mine, by its email',
    ...managing,
    params: byEvent,
    body: newStaffInput,
    answer: z.strictObject({ user_id: z.string() }),
    async handle({ buyer, params, body }) {
      const added = await addEventStaff({ buyer, eventId: params.event_id, email: body.email });
      return added.ok ? granted({ data: { user_id: added.value.userId } }) : added;
    },
  }),
  defineCall({
    method: 'DELETE',
    path: `${staffPath}/{user_id}`,
    name: 'removeEventStaff',
    summary: 'Take an account off the staff of an event of mine',
    ...managing,
    params: z.strictObject({ event_id: labelInput(), user_id: textInput(64) }),
    answer: z.strictObject({}),
    async handle({ buyer, params }) {
      const { event_id: eventId, user_id: userId } = params;
      const removed = await removeEventStaff({ buyer, eventId, userId });
      return removed.ok ? granted({ data: {} }) : removed;
    },
  }),
];
