import { z } from 'zod';
import {
  placeStates,
  roomStates,
  type WaitingPlace,
  type WaitingRoomSettings,
  type WaitingRoomView,
} from '@/lib/domain/waiting-room';
import { moment } from './seat-answers';

export const placeAnswer = z.strictObject({
  state: z.enum(placeStates),
  place: z.int().nullable(),
  ahead: z.int().nullable(),
  estimated_seconds: z.int().nullable(),
  people: z.int(),
  room: z.enum(roomStates),
  opens_at: moment,
  sales_open_at: moment,
  sales_close_at: moment,
  proof_of_work: z.boolean(),
  admission: z.string().nullable(),
  admission_expires_at: moment.nullable(),
  admission_ends_at: moment.nullable(),
  now: moment,
});

/** As altcha's own parts take it, names included. */
export const challengeAnswer = z.strictObject({
  parameters: z.record(z.string(), z.unknown()),
  signature: z.string(),
});

const settingsAnswer = z.strictObject({
  opens_at: moment,
  capacity: z.int(),
  admissions_per_minute: z.int(),
  grace_seconds: z.int(),
  admission_seconds: z.int(),
  proof_of_work: z.boolean(),
});

export const roomAnswer = z.strictObject({
  settings: settingsAnswer,
  state: z.enum(roomStates),
  sales_open_at: moment,
  sales_close_at: moment,
  shuffled_at: moment.nullable(),
  inside: z.int(),
  waiting: z.int(),
  present: z.int().nullable(),
  admitted: z.int(),
  skipped: z.int(),
  left: z.int(),
  pace: z.number(),
  admitted_per_minute: z.number(),
  now: moment,
});

/** A place on the wire; the live stream sends the same. */
export function tellPlace(place: WaitingPlace): z.infer<typeof placeAnswer> {
  return {
    state: place.state,
    place: place.place,
    ahead: place.ahead,
    estimated_seconds: place.estimatedSeconds,
    people: place.people,
    room: place.room,
    opens_at: place.opensAt,
    sales_open_at: place.salesOpenAt,
    sales_close_at: place.salesCloseAt,
    proof_of_work: place.proofOfWork,
    admission: place.admission,
    admission_expires_at: place.admissionExpiresAt,
    admission_ends_at: place.admissionEndsAt,
    now: place.now,
  };
}

function tellSettings(settings: WaitingRoomSettings): z.infer<typeof settingsAnswer> {
  return {
    opens_at: settings.opensAt,
    capacity: settings.capacity,
    admissions_per_minute: settings.admissionsPerMinute,
    grace_seconds: settings.graceSeconds,
    admission_seconds: settings.admissionSeconds,
    proof_of_work: settings.proofOfWork,
  };
}

/** A room in numbers on the wire. */
export function tellRoom(room: WaitingRoomView): z.infer<typeof roomAnswer> {
  const { state, inside, waiting, present, admitted, skipped, left, pace, now } = room;
  return {
    settings: tellSettings(room.settings),
    sales_open_at: room.salesOpenAt,
    sales_close_at: room.salesCloseAt,
    shuffled_at: room.shuffledAt,
    ...{ state, inside, waiting, present, admitted, skipped, left, pace, now },
    admitted_per_minute: room.admittedPerMinute,
  };
}
