import { z } from 'zod';
import { cancellationPolicySchema } from './cancellation';
import type { Money } from './money';
import type { ScheduleArea } from './standing-area';
import { roomStates, type WaitingRoomRules } from './waiting-room';

/** A text in both languages of the product. */
export interface Text {
  ko: string;
  en: string;
}

export const saleStatuses = ['not_open', 'open', 'closed', 'cancelled'] as const;
/** Where a schedule stands in its sales window, by the database's clock; cancelled: its show was called off. */
export type SaleStatus = (typeof saleStatuses)[number];

/** A price category as sold in one schedule. */
export interface Grade {
  /** The seating plan's category it prices. */
  category: string;
  name: string;
  /** #rrggbb */
  colour: string;
  price: Money;
}

const waitingRoomRulesSchema = z.object({
  opensAt: z.coerce.date().transform((date) => date.toISOString()),
  state: z.enum(roomStates),
  proofOfWork: z.boolean(),
}) satisfies z.ZodType<WaitingRoomRules>;

export const saleRulesSchema = z.object({
  seatLimit: z.number().int(),
  holdSeconds: z.number().int(),
  checkoutSeconds: z.number().int(),
  holdCapSeconds: z.number().int(),
  orphanRule: z.enum(['off', 'lenient', 'strict']),
  allowOverlap: z.boolean(),
  cancellation: cancellationPolicySchema,
  paymentMethods: z.array(z.string()),
  waitingRoom: waitingRoomRulesSchema.nullable(),
  /** Lapsed and cancelled seats return at a random moment within this; 0 = at once. */
  fairReleaseSeconds: z.number().int(),
  /** People may stand by for seats that are held or sold. */
  standby: z.boolean(),
  /** How long what is offered to somebody who stood by is theirs alone. */
  standbyOfferSeconds: z.number().int(),
  /** How long what is booked waits for its payment. */
  paymentSeconds: z.number().int(),
});
/** The rules of a schedule's sale, as its organizer set them. */
export type SaleRules = z.infer<typeof saleRulesSchema>;

/** An event as a schedule or a booking names it. */
export interface EventName {
  eventId: string;
  slug: string;
  title: Text;
  artist: Text;
  /** Path below the site's root. */
  poster: string;
}

/** A venue as a schedule or a booking names it. */
export interface VenueName {
  name: Text;
  city: Text;
  /** IANA zone. */
  timeZone: string;
}

/** A show that was called off, and what its organizer says of it. */
export interface ShowCancelled {
  /** ISO 8601. */
  at: string;
  reason: string | null;
}

/** A schedule with all that a buyer must know of it. Times are ISO 8601, UTC. */
export interface ScheduleDetail {
  scheduleId: string;
  event: EventName;
  venue: VenueName;
  planId: string;
  seatCount: number;
  startsAt: string;
  endsAt: string;
  salesOpenAt: string;
  salesCloseAt: string;
  currency: string;
  grades: Grade[];
  /** In plan order. */
  areas: ScheduleArea[];
  rules: SaleRules;
  saleStatus: SaleStatus;
  cancelled: ShowCancelled | null;
  /** The database's clock when this was read. */
  now: string;
}

/** One date of an event, with what is left. */
export interface ScheduleSummary {
  scheduleId: string;
  venue: VenueName;
  startsAt: string;
  endsAt: string;
  salesOpenAt: string;
  salesCloseAt: string;
  saleStatus: SaleStatus;
  cancelled: ShowCancelled | null;
  /** Seats and places of standing areas together. */
  seatsTotal: number;
  seatsAvailable: number;
  minPrice: Money;
  maxPrice: Money;
}

/** An event with its dates. */
export interface EventSummary extends EventName {
  schedules: ScheduleSummary[];
}
