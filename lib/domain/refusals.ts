import type { Money } from './money';
import type { Text } from './sale';
import type { NamedArea } from './standing-area';

/** A seat as a refusal or an answer names it. */
export interface NamedSeat {
  seatId: string;
  section: string;
  /** The section's English name, where the plan has one. */
  sectionEnglish?: string;
  row: string;
  number: string;
}

/** A seat with what it costs. */
export interface PricedSeat extends NamedSeat {
  place: number;
  grade: string;
  price: Money;
}

/** The request's form is wrong: where, and what is expected there. */
export interface InputIssue {
  path: string;
  message: string;
}

/** A seat lost to somebody else, with what to do next. */
interface SeatsLost {
  seats: NamedSeat[];
  alternatives: PricedSeat[];
}

export type WhoRefusal =
  | { code: 'NOT_SIGNED_IN' }
  | { code: 'SESSION_SUPERSEDED' }
  | { code: 'NOT_ALLOWED' }
  | { code: 'ORIGIN_REFUSED' };

export type InputRefusal =
  | { code: 'INVALID_REQUEST'; issues: InputIssue[] }
  | { code: 'SEAT_AMBIGUOUS'; seats: NamedSeat[] }
  | { code: 'TOO_MANY_REQUESTS'; retryAfterSeconds: number };

export type NotFoundRefusal =
  | { code: 'EVENT_NOT_FOUND' }
  | { code: 'SCHEDULE_NOT_FOUND' }
  | { code: 'SEAT_NOT_FOUND'; seats: string[] }
  | { code: 'AREA_NOT_FOUND'; areas: string[] }
  | { code: 'BOOKING_NOT_FOUND' }
  | { code: 'PLAN_NOT_FOUND' }
  | { code: 'API_KEY_NOT_FOUND' }
  | { code: 'NOT_FOUND' }
  | { code: 'NO_HOLD' };

export type SaleRefusal =
  | { code: 'SALES_NOT_OPEN'; opensAt: string }
  | { code: 'SALES_CLOSED'; closedAt: string }
  | { code: 'SHOW_CANCELLED' }
  | { code: 'SEAT_LIMIT_EXCEEDED'; limit: number; alreadyYours: number };

export type SeatRefusal =
  | ({ code: 'SEAT_ALREADY_HELD' } & SeatsLost)
  | ({ code: 'SEAT_ALREADY_SOLD' } & SeatsLost)
  | ({ code: 'SEAT_WITHHELD' } & SeatsLost);

/** A standing area that has not as many places left as were asked for. */
export interface AreaLeft extends NamedArea {
  areaId: string;
  available: number;
}

export type AreaRefusal = { code: 'NOT_ENOUGH_PLACES'; areas: AreaLeft[] };

/** Another request of the same buyer for the same schedule is still under way. */
export type BuyerBusyRefusal = { code: 'BUYER_BUSY'; retryAfterSeconds: number };

/**
 * The booking is under way and waits for its turn at a standing area: `ahead` come before it. Repeated with the same
 * idempotency key, the request waits for the outcome or hears its place anew.
 */
export type BookingQueuedRefusal = { code: 'BOOKING_QUEUED'; ahead: number; retryAfterSeconds: number };

/** The turn at a standing area did not come in time; nothing is under way any more. */
export type AreaBusyRefusal = { code: 'AREA_BUSY'; ahead: number; retryAfterSeconds: number };

/** The orphan rule: `seats` would be left alone; `alternatives` is a choice of the same size that leaves none. */
export type OrphanRefusal = { code: 'LEAVES_SINGLE_SEAT' } & SeatsLost;

export type HoldRefusal =
  | WhoRefusal
  | InputRefusal
  | NotFoundRefusal
  | SaleRefusal
  | SeatRefusal
  | AreaRefusal
  | OrphanRefusal
  | { code: 'NOT_ENOUGH_SEATS'; available: number }
  | { code: 'ROW_CHANGED' }
  | { code: 'BOOKING_IN_PROGRESS' }
  | BuyerBusyRefusal
  | { code: 'NOT_ADMITTED' };

export type BookingRefusal =
  | HoldRefusal
  | { code: 'HOLD_EXPIRED' }
  | BookingQueuedRefusal
  | AreaBusyRefusal
  | { code: 'SCHEDULE_CONFLICT'; with: { eventTitle: Text; startsAt: string } }
  | { code: 'EVENT_LIMIT_EXCEEDED'; limit: number; alreadyYours: number }
  | { code: 'PAYMENT_METHOD_REQUIRED'; methods: string[] }
  | { code: 'IDEMPOTENCY_KEY_REQUIRED' }
  | { code: 'IDEMPOTENCY_KEY_REUSED' };

/** Standing by for seats that are held or sold. `seats` are free, or the buyer's already; none: enough of the grade are. */
export type StandbyRefusal =
  | WhoRefusal
  | InputRefusal
  | NotFoundRefusal
  | SaleRefusal
  | SeatRefusal
  | { code: 'NOT_ADMITTED' }
  | { code: 'STANDBY_OFF' }
  | { code: 'STANDBY_NOT_NEEDED'; seats: NamedSeat[] }
  | { code: 'STANDBY_LIMIT_EXCEEDED'; limit: number }
  | { code: 'STANDBY_NOT_FOUND' }
  | { code: 'GRADE_NOT_FOUND'; grade: string };

/** Seats and numbered places of a booking, as a caller names them. */
export interface PartOfBooking {
  seatIds: string[];
  entries: { areaId: string; entryNumber: number }[];
}

export type CancelRefusal =
  | WhoRefusal
  | InputRefusal
  | BuyerBusyRefusal
  | { code: 'BOOKING_NOT_FOUND' }
  | { code: 'ALREADY_CANCELLED' }
  | { code: 'BOOKING_NOT_CANCELLABLE'; status: string }
  | { code: 'CANCELLATION_DEADLINE_PASSED'; deadline: string }
  | { code: 'TICKETS_USED' }
  | ({ code: 'NOT_IN_BOOKING' } & PartOfBooking)
  | { code: 'CANCELLATION_FEE_CHANGED'; fee: Money }
  | { code: 'IDEMPOTENCY_KEY_REQUIRED' }
  | { code: 'IDEMPOTENCY_KEY_REUSED' };

/** Paying for what was claimed. */
export type StartPaymentRefusal =
  | WhoRefusal
  | InputRefusal
  | { code: 'BOOKING_NOT_FOUND' }
  | { code: 'NOTHING_TO_PAY' };

export type AbandonRefusal =
  | StartPaymentRefusal
  | BuyerBusyRefusal
  | { code: 'BOOKING_NOT_CANCELLABLE'; status: string };

export type AccountRefusal =
  | WhoRefusal
  | InputRefusal
  | { code: 'EMAIL_TAKEN' }
  | { code: 'WRONG_CREDENTIALS' }
  | { code: 'LINK_NOT_VALID' }
  | { code: 'MAIL_OFF' }
  | { code: 'SHOWS_AHEAD' }
  | { code: 'API_KEY_NOT_FOUND' };

export type WithholdRefusal =
  | WhoRefusal
  | InputRefusal
  | NotFoundRefusal
  | SeatRefusal
  | { code: 'SHOW_CANCELLED' }
  | { code: 'SEAT_NOT_WITHHELD'; seats: NamedSeat[] };

/** Calling a show off, and seeing how far that is. */
export type ShowCancelRefusal =
  | WhoRefusal
  | InputRefusal
  | { code: 'SCHEDULE_NOT_FOUND' }
  | { code: 'SHOW_OVER' }
  | { code: 'SHOW_NOT_CANCELLED' };

/** The waiting room in front of a schedule's sale. */
export type WaitingRoomRefusal =
  | { code: 'NOT_ADMITTED' }
  | { code: 'WAITING_ROOM_NOT_FOUND' }
  | { code: 'WAITING_ROOM_NOT_OPEN'; opensAt: string }
  | { code: 'WAITING_ROOM_DRAINED' }
  | { code: 'PROOF_NEEDED' }
  | { code: 'PROOF_REFUSED' };

/** Setting and steering a waiting room. */
export type ManageRoomRefusal =
  | { code: 'SCHEDULE_NOT_FOUND' }
  | { code: 'NOT_ALLOWED' }
  | { code: 'WAITING_ROOM_NOT_FOUND' }
  | { code: 'WAITING_ROOM_OPENS_LATE'; salesOpenAt: string };

/** A ticket as the door names it: of a seat, or of a place in a standing area. */
export interface TicketAtDoor {
  ticketId: string;
  seat: NamedSeat | null;
  entry: { areaId: string; name: string; entryNumber: number | null } | null;
  grade: string;
}

/** Why a ticket does not admit. */
export type TicketRefusal =
  | { code: 'TICKET_BAD_SIGNATURE' }
  | { code: 'TICKET_UNKNOWN_KEY' }
  | { code: 'TICKET_NOT_FOUND' }
  | { code: 'TICKET_WRONG_SHOW'; ticket: TicketAtDoor; eventTitle: Text; startsAt: string }
  | { code: 'TICKET_NOT_CONFIRMED'; ticket: TicketAtDoor }
  | { code: 'TICKET_CANCELLED'; ticket: TicketAtDoor }
  | { code: 'TICKET_REPLACED'; ticket: TicketAtDoor }
  | { code: 'TICKET_ALREADY_USED'; ticket: TicketAtDoor; at: string; device: string; offline: boolean };

/** Why nobody is checked in at all. */
export type DoorRefusal = WhoRefusal | InputRefusal | { code: 'SCHEDULE_NOT_FOUND' };

export type CheckInRefusal = DoorRefusal | TicketRefusal | { code: 'IDEMPOTENCY_KEY_REUSED' };

export type TicketsRefusal =
  | WhoRefusal
  | InputRefusal
  | { code: 'BOOKING_NOT_FOUND' }
  | { code: 'NO_TICKETS' };

export type StaffRefusal =
  | WhoRefusal
  | InputRefusal
  | { code: 'EVENT_NOT_FOUND' }
  | { code: 'ACCOUNT_NOT_FOUND' }
  /** Anybody may have signed up with this address. */
  | { code: 'ADDRESS_NOT_PROVEN' };

/** A store is out of reach. Thrown inside, told as a refusal at the doors. */
export type OutageRefusal = { code: 'SERVICE_UNAVAILABLE'; retryAfterSeconds: number };

/** Only the HTTP API says these: a wrong method, a webhook that no provider of ours signed, and a fault of ours, findable in the log by its id. */
type ApiRefusal =
  | { code: 'METHOD_NOT_ALLOWED'; methods: string[] }
  | { code: 'WEBHOOK_NOT_GENUINE' }
  | { code: 'INTERNAL_ERROR'; requestId: string };

/** Every expected "no" of the product. Its codes become text and HTTP status in one table each. */
export type Refusal =
  | HoldRefusal
  | BookingRefusal
  | CancelRefusal
  | AbandonRefusal
  | AccountRefusal
  | WithholdRefusal
  | ShowCancelRefusal
  | WaitingRoomRefusal
  | ManageRoomRefusal
  | CheckInRefusal
  | TicketsRefusal
  | StaffRefusal
  | StandbyRefusal
  | OutageRefusal
  | ApiRefusal;

export type RefusalCode = Refusal['code'];
