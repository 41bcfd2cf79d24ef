import { z } from 'zod';
import type { SeatsWanted } from '../seats-wanted';
import { oneWay, partySize, seatFields, seatsOfARequest, seatsWanted } from './seat-inputs';
import { textInput } from './text-input';

/** Named seats, or a grade and how many of it. */
export const standbyInput = oneWay(
  z.strictObject({
    ...seatFields(seatsOfARequest),
    grade: textInput(64).optional(),
    quantity: partySize.optional(),
  }),
  ['seats', 'seat_ids', 'grade'],
).superRefine(({ grade, quantity }, context) => {
  if ((grade === undefined) === (quantity === undefined)) return;
  const missing = grade === undefined ? 'grade' : 'quantity';
  context.addIssue({ code: 'custom', path: [missing], params: { oneOf: [missing] } });
});

export const leaveStandbyInput = z.strictObject({ standby_id: textInput(64) });

/** What a checked request stands by for. */
export function standbyWanted(
  body: z.output<typeof standbyInput>,
): SeatsWanted | { grade: string; quantity: number } {
  const { grade, quantity } = body;
  return grade !== undefined && quantity !== undefined ? { grade, quantity } : seatsWanted(body);
}
