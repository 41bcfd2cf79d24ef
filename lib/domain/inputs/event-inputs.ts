import { z } from 'zod';
import { momentInput, textInput } from './text-input';

/** A search term may be empty: a form sends it so. */
export const eventsQuery = z.strictObject({
  q: z
    .string()
    .max(100)
    .refine((text) => !text.includes('\u0000'))
    .optional(),
  from: momentInput.optional(),
  to: momentInput.optional(),
  cursor: textInput(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
