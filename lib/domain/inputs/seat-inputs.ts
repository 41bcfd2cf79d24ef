import { z } from 'zod';
import type { PartOfBooking } from '../refusals';
import { seatStatuses } from '../seat';
import type { SeatsWanted } from '../seats-wanted';
import type { AreaWanted } from '../standing-area';
import { labelInput, textInput } from './text-input';

/** Seats one buyer's request may name; how many the sale allows is the schedule's rule. */
export const seatsOfARequest = 100;
/** Seats an organizer's request may name. */
const seatsOfAnOrganizersRequest = 3000;

const seatLabel = z.strictObject({
  section: labelInput().optional(),
  row: labelInput(),
  number: labelInput(),
});

/** The ways a request names seats. */
export function seatFields(most: number) {
  return {
    seats: z.array(seatLabel).min(1).max(most).optional(),
    seat_ids: z.array(labelInput()).min(1).max(most).optional(),
  };
}

/** Places of standing areas, beside the seats or alone: as many as the buyer shall have of each. */
const areaFields = {
  areas: z
    .array(z.strictObject({ area_id: labelInput(), quantity: z.int().min(1).max(seatsOfARequest) }))
    .min(1)
    .max(seatsOfARequest)
    .optional(),
};

/**
 * Adds the rule that the seats are named in exactly one of the ways given; in none, where `areas` say what is wanted.
 * A whole hold has its areas already.
 */
export function oneWay<Shape extends z.ZodRawShape>(input: z.ZodObject<Shape>, ways: readonly string[]) {
  return input.superRefine((value, context) => {
    const isThere = (way: string) => (value as Record<string, unknown>)[way] !== undefined;
    const used = ways.filter(isThere);
    const beside = isThere('areas') && isThere('hold_id') ? ['areas'] : [];
    if (used.length + beside.length === 1 || (used.length === 0 && isThere('areas'))) return;
    for (const way of used.length === 0 ? [ways[0] ?? ''] : [...used, ...beside]) {
      context.addIssue({ code: 'custom', path: [way], params: { oneOf: [...ways, ...beside] } });
    }
  });
}

const place = { event_id: labelInput().optional(), schedule_id: labelInput() };

/** How many seats the buyer wants in all. */
export const partySize = z.number().int().min(1).max(seatsOfARequest);

export const lockInput = oneWay(
  z.strictObject({
    ...place,
    ...seatFields(seatsOfARequest),
    ...areaFields,
    party_size: partySize.optional(),
  }),
  ['seats', 'seat_ids'],
);

export const bestAvailableInput = z.strictObject({
  ...place,
  quantity: partySize,
  grade: textInput(64).optional(),
  section: textInput(64).optional(),
  accessible: z.boolean().optional(),
});

export const unlockInput = z.strictObject({
  schedule_id: labelInput(),
  seat_ids: z.array(labelInput()).min(1).max(seatsOfARequest).optional(),
  /** Standing areas whose places are dropped, all but as many as are kept. */
  areas: z
    .array(z.strictObject({ area_id: labelInput(), keep: z.int().min(0).max(seatsOfARequest).default(0) }))
    .min(1)
    .max(seatsOfARequest)
    .optional(),
});

export const scheduleInput = z.strictObject({ schedule_id: labelInput() });

export const bookInput = oneWay(
  z.strictObject({
    ...place,
    ...seatFields(seatsOfARequest),
    ...areaFields,
    hold_id: textInput(64).optional(),
    payment_method: textInput(32).optional(),
  }),
  ['seats', 'seat_ids', 'hold_id'],
);

export const withholdInput = oneWay(z.strictObject(seatFields(seatsOfAnOrganizersRequest)), [
  'seats',
  'seat_ids',
]);

/** What is cancelled of a booking, seats and numbered places; named by neither, all of it. */
export const cancelInput = z.strictObject({
  seat_ids: z.array(labelInput()).min(1).max(seatsOfARequest).optional(),
  entries: z
    .array(z.strictObject({ area_id: labelInput(), entry_number: z.int().min(1) }))
    .min(1)
    .max(seatsOfARequest)
    .optional(),
  /** Minor units; if more would be kept, nothing is cancelled. */
  most_fee: z.int().min(0).optional(),
});

/** What people are told of a show that is called off. */
export const cancelShowInput = z.strictObject({ reason: z.string().trim().pipe(textInput(500)).optional() });

/** The caller's own name for one booking or one cancellation. Printable ASCII, as headers carry it. */
export const idempotencyKeyInput = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x20-\x7e]+$/);

export const seatsQuery = z.strictObject({
  status: z.enum(seatStatuses).optional(),
  section: textInput(64).optional(),
  grade: textInput(64).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  cursor: z
    .string()
    .regex(/^\d{1,7}$/)
    .optional(),
});

/** The seats and places of standing areas a checked request names. */
export function seatsWanted(body: {
  seats?: { section?: string | undefined; row: string; number: string }[] | undefined;
  seat_ids?: string[] | undefined;
  areas?: { area_id: string; quantity: number }[] | undefined;
}): SeatsWanted {
  const areas = body.areas?.map(({ area_id, quantity }) => ({ areaId: area_id, quantity }));
  return { ...(body.seat_ids ? { seatIds: body.seat_ids } : { seats: body.seats ?? [] }), areas };
}

/** The part of a booking that a checked cancellation names; undefined: all of it. */
export function partWanted({ seat_ids, entries }: z.output<typeof cancelInput>): PartOfBooking | undefined {
  if (!seat_ids && !entries) return undefined;
  return {
    seatIds: seat_ids ?? [],
    entries: (entries ?? []).map(({ area_id, entry_number }) => ({
      areaId: area_id,
      entryNumber: entry_number,
    })),
  };
}

/** The standing areas a checked release names, with how many places stay. */
export function areasKept({ areas }: z.output<typeof unlockInput>): AreaWanted[] | undefined {
  return areas?.map(({ area_id, keep }) => ({ areaId: area_id, quantity: keep }));
}
