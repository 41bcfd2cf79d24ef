import type { OutageRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';

/** What callers are told to wait when a store is out of reach, seconds. */
const retryAfterSeconds = 2;

/** Tells a thrown outage as a refusal; anything else stays thrown. */
export async function orOutage<Value, Refusal>(
  answer: Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | OutageRefusal>> {
  try {
    return await answer;
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
    return refused({ code: 'SERVICE_UNAVAILABLE', retryAfterSeconds });
  }
}
