import { formatMoney } from './money';
import type { Refusal } from './refusals';
import { areaName } from './standing-area';

/** What a refusal's sentence may name. Times are already in the reader's words. */
export type RefusalValues = Record<string, string | number>;

/**
 * The values for a refusal's sentence, told alike by the pages and the API.
 * @param timeZone IANA zone its times are told in: the venue's where there is one
 */
export function refusalValues(refusal: Refusal, language: 'ko' | 'en', timeZone: string): RefusalValues {
  const when = (iso: string) =>
    new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
      dateStyle: 'long',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone,
    }).format(new Date(iso));
  switch (refusal.code) {
    case 'SALES_NOT_OPEN':
    case 'WAITING_ROOM_NOT_OPEN':
      return { opensAt: when(refusal.opensAt) };
    case 'WAITING_ROOM_OPENS_LATE':
      return { salesOpenAt: when(refusal.salesOpenAt) };
    case 'SALES_CLOSED':
      return { closedAt: when(refusal.closedAt) };
    case 'SEAT_LIMIT_EXCEEDED':
    case 'EVENT_LIMIT_EXCEEDED':
      return { limit: refusal.limit, alreadyYours: refusal.alreadyYours };
    case 'STANDBY_LIMIT_EXCEEDED':
      return { limit: refusal.limit };
    case 'NOT_ENOUGH_SEATS':
      return { available: refusal.available };
    case 'NOT_ENOUGH_PLACES': {
      const [short] = refusal.areas;
      return { area: short ? areaName(short, language) : '', available: short?.available ?? 0 };
    }
    case 'SCHEDULE_CONFLICT':
      return { eventTitle: refusal.with.eventTitle[language], startsAt: when(refusal.with.startsAt) };
    case 'CANCELLATION_FEE_CHANGED':
      return { fee: formatMoney(refusal.fee, language) };
    case 'CANCELLATION_DEADLINE_PASSED':
      return { deadline: when(refusal.deadline) };
    case 'TICKET_WRONG_SHOW':
      return { eventTitle: refusal.eventTitle[language], startsAt: when(refusal.startsAt) };
    case 'TICKET_ALREADY_USED':
      return { at: when(refusal.at), device: refusal.device };
    case 'TOO_MANY_REQUESTS':
    case 'SERVICE_UNAVAILABLE':
    case 'BUYER_BUSY':
      return { seconds: refusal.retryAfterSeconds };
    case 'BOOKING_QUEUED':
    case 'AREA_BUSY':
      return { ahead: refusal.ahead, seconds: refusal.retryAfterSeconds };
    case 'INTERNAL_ERROR':
      return { requestId: refusal.requestId };
    default:
      return {};
  }
}
