import { type RefusalValues, refusalValues } from '@/lib/domain/refusal-values';
import type { Refusal, RefusalCode } from '@/lib/domain/refusals';

/** Refusal code → message key. A code without a sentence does not compile. */
export const refusalText = {
  NOT_SIGNED_IN: 'refusal.NOT_SIGNED_IN',
  SESSION_SUPERSEDED: 'refusal.SESSION_SUPERSEDED',
  NOT_ALLOWED: 'refusal.NOT_ALLOWED',
  ORIGIN_REFUSED: 'refusal.ORIGIN_REFUSED',
  INVALID_REQUEST: 'refusal.INVALID_REQUEST',
  SEAT_AMBIGUOUS: 'refusal.SEAT_AMBIGUOUS',
  TOO_MANY_REQUESTS: 'refusal.TOO_MANY_REQUESTS',
  EVENT_NOT_FOUND: 'refusal.EVENT_NOT_FOUND',
  SCHEDULE_NOT_FOUND: 'refusal.SCHEDULE_NOT_FOUND',
  SEAT_NOT_FOUND: 'refusal.SEAT_NOT_FOUND',
  AREA_NOT_FOUND: 'refusal.AREA_NOT_FOUND',
  BOOKING_NOT_FOUND: 'refusal.BOOKING_NOT_FOUND',
  PLAN_NOT_FOUND: 'refusal.PLAN_NOT_FOUND',
  API_KEY_NOT_FOUND: 'refusal.API_KEY_NOT_FOUND',
  NOT_FOUND: 'refusal.NOT_FOUND',
  NO_HOLD: 'refusal.NO_HOLD',
  SALES_NOT_OPEN: 'refusal.SALES_NOT_OPEN',
  SALES_CLOSED: 'refusal.SALES_CLOSED',
  SEAT_LIMIT_EXCEEDED: 'refusal.SEAT_LIMIT_EXCEEDED',
  SEAT_ALREADY_HELD: 'refusal.SEAT_ALREADY_HELD',
  SEAT_ALREADY_SOLD: 'refusal.SEAT_ALREADY_SOLD',
  SEAT_WITHHELD: 'refusal.SEAT_WITHHELD',
  NOT_ENOUGH_PLACES: 'refusal.NOT_ENOUGH_PLACES',
  LEAVES_SINGLE_SEAT: 'refusal.LEAVES_SINGLE_SEAT',
  NOT_ENOUGH_SEATS: 'refusal.NOT_ENOUGH_SEATS',
  ROW_CHANGED: 'refusal.ROW_CHANGED',
  BOOKING_IN_PROGRESS: 'refusal.BOOKING_IN_PROGRESS',
  BUYER_BUSY: 'refusal.BUYER_BUSY',
  BOOKING_QUEUED: 'refusal.BOOKING_QUEUED',
  AREA_BUSY: 'refusal.AREA_BUSY',
  HOLD_EXPIRED: 'refusal.HOLD_EXPIRED',
  SCHEDULE_CONFLICT: 'refusal.SCHEDULE_CONFLICT',
  EVENT_LIMIT_EXCEEDED: 'refusal.EVENT_LIMIT_EXCEEDED',
  PAYMENT_METHOD_REQUIRED: 'refusal.PAYMENT_METHOD_REQUIRED',
  IDEMPOTENCY_KEY_REQUIRED: 'refusal.IDEMPOTENCY_KEY_REQUIRED',
  IDEMPOTENCY_KEY_REUSED: 'refusal.IDEMPOTENCY_KEY_REUSED',
  ALREADY_CANCELLED: 'refusal.ALREADY_CANCELLED',
  BOOKING_NOT_CANCELLABLE: 'refusal.BOOKING_NOT_CANCELLABLE',
  CANCELLATION_DEADLINE_PASSED: 'refusal.CANCELLATION_DEADLINE_PASSED',
  EMAIL_TAKEN: 'refusal.EMAIL_TAKEN',
  WRONG_CREDENTIALS: 'refusal.WRONG_CREDENTIALS',
  LINK_NOT_VALID: 'refusal.LINK_NOT_VALID',
  MAIL_OFF: 'refusal.MAIL_OFF',
  SEAT_NOT_WITHHELD: 'refusal.SEAT_NOT_WITHHELD',
  NOT_ADMITTED: 'refusal.NOT_ADMITTED',
  WAITING_ROOM_NOT_FOUND: 'refusal.WAITING_ROOM_NOT_FOUND',
  WAITING_ROOM_NOT_OPEN: 'refusal.WAITING_ROOM_NOT_OPEN',
  WAITING_ROOM_DRAINED: 'refusal.WAITING_ROOM_DRAINED',
  PROOF_NEEDED: 'refusal.PROOF_NEEDED',
  PROOF_REFUSED: 'refusal.PROOF_REFUSED',
  NO_TICKETS: 'refusal.NO_TICKETS',
  WEBHOOK_NOT_GENUINE: 'refusal.WEBHOOK_NOT_GENUINE',
  NOTHING_TO_PAY: 'refusal.NOTHING_TO_PAY',
  TICKETS_USED: 'refusal.TICKETS_USED',
  TICKET_BAD_SIGNATURE: 'refusal.TICKET_BAD_SIGNATURE',
  TICKET_UNKNOWN_KEY: 'refusal.TICKET_UNKNOWN_KEY',
  TICKET_NOT_FOUND: 'refusal.TICKET_NOT_FOUND',
  TICKET_WRONG_SHOW: 'refusal.TICKET_WRONG_SHOW',
  TICKET_NOT_CONFIRMED: 'refusal.TICKET_NOT_CONFIRMED',
  TICKET_CANCELLED: 'refusal.TICKET_CANCELLED',
  TICKET_REPLACED: 'refusal.TICKET_REPLACED',
  TICKET_ALREADY_USED: 'refusal.TICKET_ALREADY_USED',
  ACCOUNT_NOT_FOUND: 'refusal.ACCOUNT_NOT_FOUND',
  STANDBY_OFF: 'refusal.STANDBY_OFF',
  STANDBY_NOT_NEEDED: 'refusal.STANDBY_NOT_NEEDED',
  STANDBY_LIMIT_EXCEEDED: 'refusal.STANDBY_LIMIT_EXCEEDED',
  STANDBY_NOT_FOUND: 'refusal.STANDBY_NOT_FOUND',
  GRADE_NOT_FOUND: 'refusal.GRADE_NOT_FOUND',
  SERVICE_UNAVAILABLE: 'refusal.SERVICE_UNAVAILABLE',
  METHOD_NOT_ALLOWED: 'refusal.METHOD_NOT_ALLOWED',
  INTERNAL_ERROR: 'refusal.INTERNAL_ERROR',
} as const satisfies Record<RefusalCode, `refusal.${RefusalCode}`>;

/** `t` of next-intl for the whole catalogue (`useTranslations()` without a namespace), as far as refusals need it. */
type Translate = (key: (typeof refusalText)[RefusalCode], values: RefusalValues) => string;

/**
 * The sentence for a refusal: what happened and what to do next.
 * @param timeZone IANA zone its times are told in: the venue's where there is one
 */
export function refusalSentence(
  t: Translate,
  refusal: Refusal,
  language: 'ko' | 'en',
  timeZone = 'Asia/Seoul',
): string {
  return t(refusalText[refusal.code], refusalValues(refusal, language, timeZone));
}
