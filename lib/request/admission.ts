import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { env } from '@/lib/env';
import { type Cookie, readCookie } from './cookie';

/** What programs send the token in. */
const header = 'x-admission';

/** A schedule's own: somebody may be inside two rooms. */
function cookieName(scheduleId: string): string {
  return `rowlock.admission.${encodeURIComponent(scheduleId)}`;
}

/** The admission token a request carries for a schedule: in X-Admission, else in the page's cookie. Not yet checked. */
export function admissionOf(headers: Headers, scheduleId: string): string | null {
  return headers.get(header) ?? readCookie(headers, cookieName(scheduleId));
}

/** The cookie that carries a place's admission; one that takes it away where the place has none (any more). */
export function admissionCookie(scheduleId: string, place: WaitingPlace): Cookie {
  const expires = new Date(place.admissionExpiresAt ?? 0);
  const secure = env().APP_URL.startsWith('https:');
  return {
    name: cookieName(scheduleId),
    value: place.admission ?? '',
    attributes: { httpOnly: true, sameSite: 'lax', secure, path: '/', expires },
  };
}
