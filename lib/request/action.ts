import { headers } from 'next/headers';
import type { Buyer } from '@/lib/domain/buyer';
import type { OutageRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import { asOneCall } from '@/lib/time-limit';
import { admissionOf } from './admission';
import { clientAddress } from './client-address';
import { orOutage } from './outage';
import { type RateLimit, withinBuyerLimits, withinRateLimit } from './rate-limit';
import { sameOrigin } from './same-origin';
import { whoIsAsking } from './session';

type DoorRefusal =
  | { code: 'ORIGIN_REFUSED' }
  | { code: 'TOO_MANY_REQUESTS'; retryAfterSeconds: number }
  | OutageRefusal;
type WhoRefusal = { code: 'NOT_SIGNED_IN' } | { code: 'SESSION_SUPERSEDED' };

async function throughDoor<Value, Refusal>(
  door: { limit: RateLimit; scheduleId?: string },
  act: (buyer: Buyer, sent: Headers) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | WhoRefusal | DoorRefusal>> {
  const sent = await headers();
  if (!sameOrigin(sent)) return refused({ code: 'ORIGIN_REFUSED' });
  return orOutage<Value, Refusal | WhoRefusal | DoorRefusal>(
    asOneCall(async () => {
      const who = await whoIsAsking(sent);
      if (!who.ok) return who;
      // An API key's scopes are asked for by the API; here it would pass without them.
      if (who.value.sessionId === null) return refused({ code: 'NOT_SIGNED_IN' });
      const by = { userId: who.value.userId, address: clientAddress(sent), scheduleId: door.scheduleId };
      const within = await withinBuyerLimits(door.limit, by);
      return within.ok ? act(who.value, sent) : within;
    }),
  );
}

/**
 * The door of a server action for signed-in buyers: same origin, session (no API key), rate limit, then one use case. A
 * store out of reach comes back as a refusal.
 */
export function asBuyer<Value, Refusal>(
  limit: RateLimit,
  act: (buyer: Buyer) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | WhoRefusal | DoorRefusal>> {
  return throughDoor({ limit }, act);
}

/** The same for what is done on a schedule: its own limits count too, and the use case gets the admission token. */
export function asBuyerOn<Value, Refusal>(
  scheduleId: string,
  limit: RateLimit,
  act: (buyer: Buyer, admission: string | null) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | WhoRefusal | DoorRefusal>> {
  return throughDoor({ limit, scheduleId }, (buyer, sent) => act(buyer, admissionOf(sent, scheduleId)));
}

/** The same for people who are not signed in yet; limits count by address, `key` set apart within it. */
export async function asStranger<Value, Refusal>(
  limits: { name: RateLimit; key?: string }[],
  act: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | DoorRefusal>> {
  const sent = await headers();
  if (!sameOrigin(sent)) return refused({ code: 'ORIGIN_REFUSED' });
  return orOutage<Value, Refusal | DoorRefusal>(
    asOneCall(async () => {
      for (const { name, key } of limits) {
        const address = clientAddress(sent);
        const within = await withinRateLimit(name, key === undefined ? address : `${address} ${key}`);
        if (!within.ok) return within;
      }
      return act();
    }),
  );
}
