import { z } from 'zod';
import { roomStates, settingBounds } from '../waiting-room';
import { labelInput, momentInput } from './text-input';

function within({ least, most }: { least: number; most: number }) {
  return z.number().int().min(least).max(most);
}

/** What the browser answers to the room's challenge, in base64 as altcha's own parts send it. */
const proofInput = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[\w+/=-]+$/);

export const joinWaitingRoomInput = z.strictObject({ proof: proofInput.optional() });

export const waitingRoomSettingsInput = z.strictObject({
  opens_at: momentInput,
  capacity: within(settingBounds.capacity),
  admissions_per_minute: within(settingBounds.admissionsPerMinute),
  grace_seconds: within(settingBounds.graceSeconds),
  admission_seconds: within(settingBounds.admissionSeconds),
  proof_of_work: z.boolean(),
});

/** The verb a room is steered with, and the state it leads to. */
export const roomVerbs = { open: 'open', pause: 'paused', drain: 'drained' } as const satisfies Record<
  string,
  (typeof roomStates)[number]
>;

export const steerWaitingRoomInput = z.strictObject({
  schedule_id: labelInput(),
  to: z.enum(roomStates),
});
