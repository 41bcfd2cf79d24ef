import { z } from 'zod';
import { roomStates } from '@/lib/domain/waiting-room';

/** What every reading of a waiting room tells of the room itself, by the database's clock. */
export const roomNow = z.object({
  room: z.enum(roomStates),
  opensAt: z.date(),
  salesOpenAt: z.date(),
  salesCloseAt: z.date(),
  proofOfWork: z.boolean(),
  /** The early ones' order is drawn. */
  drawn: z.boolean(),
  now: z.date(),
});
export type RoomNow = z.infer<typeof roomNow>;
