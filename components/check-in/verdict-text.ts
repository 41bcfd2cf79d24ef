import { refusalSentence } from '@/components/refusal-text';
import type { Verdict } from './door-view';
import type { Signal } from './signal';

type Refused = Extract<Verdict, { admitted: false }>['refusal'];

/** The one or two words that are read across a noisy hall: refusal code → message key; anything else is "no". */
const headings = {
  TICKET_ALREADY_USED: 'verdict.used',
  TICKET_CANCELLED: 'verdict.cancelled',
  TICKET_WRONG_SHOW: 'verdict.wrongShow',
  OFFLINE_WRONG_SHOW: 'verdict.wrongShow',
  TICKET_NOT_CONFIRMED: 'verdict.notConfirmed',
  TICKET_REPLACED: 'verdict.replaced',
  TICKET_UNKNOWN_KEY: 'verdict.forged',
  TICKET_BAD_SIGNATURE: 'verdict.forged',
  TICKET_NOT_FOUND: 'verdict.notFound',
  OFFLINE_NOT_LISTED: 'verdict.notListed',
  OFFLINE_CANNOT_VERIFY: 'verdict.cannotVerify',
} as const;

/** The message key of a refusal's heading. */
export function refusalHeading(code: Refused['code']) {
  return code in headings ? headings[code as keyof typeof headings] : ('verdict.refused' as const);
}

/** The message key of a verdict's heading. */
export function verdictHeading(verdict: Verdict) {
  return verdict.admitted ? ('verdict.admitted' as const) : refusalHeading(verdict.refusal.code);
}

/** What a verdict sounds and feels like; "unsure" where staff have to decide. */
export function verdictSignal(verdict: Verdict): Signal {
  if (verdict.admitted) return 'admitted';
  const { code } = verdict.refusal;
  return code === 'OFFLINE_NOT_LISTED' || code === 'OFFLINE_CANNOT_VERIFY' ? 'unsure' : 'refused';
}

/** The sentence under the heading: why, and what to do. */
export function verdictSentence(
  refusal: Refused,
  t: Parameters<typeof refusalSentence>[0],
  offline: (key: `checkIn.${'wrongShow' | 'notListed' | 'cannotVerify'}`) => string,
  language: 'ko' | 'en',
  timeZone: string,
): string {
  switch (refusal.code) {
    case 'OFFLINE_WRONG_SHOW':
      return offline('checkIn.wrongShow');
    case 'OFFLINE_NOT_LISTED':
      return offline('checkIn.notListed');
    case 'OFFLINE_CANNOT_VERIFY':
      return offline('checkIn.cannotVerify');
    default:
      return refusalSentence(t, refusal, language, timeZone);
  }
}
