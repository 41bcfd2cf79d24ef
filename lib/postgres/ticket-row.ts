import { z } from 'zod';

/** A ticket as the database's `ticket_at_door` tells it; of a seat or of a standing place. */
export const ticketRow = z.object({
  code: z.string(),
  ticket: z.string(),
  place: z.number().nullable(),
  area: z.number().nullable(),
  areaName: z.string().nullable(),
  entryNumber: z.number().nullable(),
  grade: z.string(),
});
export type TicketRow = z.infer<typeof ticketRow>;
