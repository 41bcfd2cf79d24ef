import type { Refusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import { orOutage } from '@/lib/request/outage';
import { withinRateLimit } from '@/lib/request/rate-limit';
import { sameOrigin } from '@/lib/request/same-origin';
import { asOneCall } from '@/lib/time-limit';
import type { ApiRequest } from './call';

/** Whether a browser may have sent this on its own: it goes by a cookie, or says which page it comes from. */
function mayComeFromAPage(headers: Headers): boolean {
  if (headers.has('authorization')) return false;
  return headers.has('cookie') || headers.has('origin') || headers.has('sec-fetch-site');
}

/**
 * What every call passes first: how often its address asks, and, where something changes and a browser may have sent
 * it, that it comes from a page of ours. From here on its time counts. Thrown outages come back as refusals.
 */
export function admit<Value>(
  method: string,
  request: ApiRequest,
  run: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  return asOneCall(() => pass(method, request, run));
}

async function pass<Value>(
  method: string,
  request: ApiRequest,
  run: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  const within = await withinRateLimit('any', request.address);
  if (!within.ok) return within;
  const { headers } = request;
  if (method !== 'GET' && mayComeFromAPage(headers) && !sameOrigin(headers)) {
    return refused({ code: 'ORIGIN_REFUSED' });
  }
  return orOutage(run());
}
