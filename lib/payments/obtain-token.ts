import { setTimeout as sleep } from 'node:timers/promises';
import { isStoreUnavailable, StoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import type { AccessTokenStore, StoredToken } from '@/lib/redis/access-token-store';
import { seal, unseal } from '@/lib/sealed';
import { type MerchantCredentials, type TokenGrant, TokenRefused, type TokenRequest } from './token-request';

/** A token that can be used; `sealed` tells it apart from those before and after it. */
export interface LiveToken extends TokenGrant {
  sealed: string;
  leftMs: number;
}

export interface TokenTimes {
  /** How long a claim holds: longer than the provider may take to answer. */
  claimMs: number;
  /** How long a caller waits for somebody else's token: longer than a claim, so that a dead claimer is replaced. */
  waitMs: number;
  firstRestMs: number;
  longestRestMs: number;
}

/** One account's token: where it is kept, under what name, and how another one is got. */
export interface TokenPlace {
  /** The caller, unlike any other. */
  me: string;
  store: AccessTokenStore;
  name: string;
  credentials: MerchantCredentials;
  request: TokenRequest;
  times: TokenTimes;
}

/** What is sealed here opens as nothing else. */
const purpose = 'access tokens';

/** What is stored, if it can be read: not under a key that is gone, not altered. */
export function readStored({ name }: TokenPlace, { sealed, leftMs }: StoredToken): LiveToken | null {
  const text = unseal(sealed, purpose, name);
  return text === null ? null : { ...(JSON.parse(text) as TokenGrant), sealed, leftMs };
}

/**
 * Another token than the unusable one. Of all callers of all instances the one that gets the claim asks the provider;
 * the others wait for what it stores. Throws StoreUnavailable when the provider rests, fails or takes too long.
 */
export async function obtainToken(
  place: TokenPlace,
  stale: { sealed: string; forget: boolean },
): Promise<LiveToken> {
  const { store, name, times, me } = place;
  const until = performance.now() + times.waitMs;
  let { sealed: unusable, forget } = stale;
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.5, 100)) {
    const answer = await store.claim(name, { me, claimMs: times.claimMs, unusable, forget });
    if (answer.word === 'claimed') {
      const token = await askProvider(place);
      if (token) return token;
    }
    if (answer.word === 'stored') {
      const token = readStored(place, answer.token);
      if (token) return token;
      // Nobody of ours can read it: it is replaced.
      unusable = answer.token.sealed;
      forget = true;
      continue;
    }
    if (answer.word === 'resting') {
      throw new StoreUnavailable('payments', new Error(`the provider rests for ${answer.leftMs} ms`));
    }
    if (performance.now() > until)
      throw new StoreUnavailable('payments', new Error('no access token in time'));
    await sleep(pauseMs * (0.5 + Math.random()));
  }
}

/**
 * Gets a token if nobody else does at the moment, and waits for nobody: for one that will end soon. Answers whether it
 * was replaced, by whomever.
 */
export async function renewToken(place: TokenPlace, ending: LiveToken): Promise<boolean> {
  const { store, name, times, me } = place;
  const wish = { me, claimMs: times.claimMs, unusable: ending.sealed, forget: false };
  const answer = await store.claim(name, wish);
  if (answer.word === 'claimed') return (await askProvider(place)) !== null;
  return answer.word === 'stored';
}

/** With the claim in hand. null: it was lost meanwhile, and the token with it. */
async function askProvider(place: TokenPlace): Promise<LiveToken | null> {
  const { store, name, me } = place;
  const grant = await place.request(place.credentials).catch(async (error: unknown) => {
    await letRest(place, error);
    throw new StoreUnavailable('payments', error);
  });
  // Ended a little early, so that nothing that is read here has ended on its way to the provider.
  const lifeMs = grant.lifeMs - Math.min(5000, grant.lifeMs / 10);
  const sealed = seal(JSON.stringify(grant), purpose, name);
  const kept = await store.keep(name, { me, sealed, lifeMs }).catch((error: unknown) => {
    // Redis went away with the claim: this caller has its token all the same.
    if (isStoreUnavailable(error)) return true;
    throw error;
  });
  metrics.accessTokens.inc({ outcome: kept ? 'granted' : 'superseded' });
  return kept ? { ...grant, sealed, leftMs: lifeMs } : null;
}

async function letRest({ store, name, times, me }: TokenPlace, error: unknown): Promise<void> {
  const refused = error instanceof TokenRefused ? error : undefined;
  const forget = refused?.reason === 'credentials';
  metrics.accessTokens.inc({ outcome: forget ? 'refused' : 'failed' });
  log.warn({ reason: refused?.message ?? String(error) }, 'no access token from the payment provider');
  const rests = { firstRestMs: times.firstRestMs, longestRestMs: times.longestRestMs };
  try {
    await store.fail(name, { me, ...rests, leastRestMs: refused?.retryAfterMs ?? 0, forget });
  } catch (away) {
    if (!isStoreUnavailable(away)) throw away;
  }
}

/** A token that was rejected although it is new: the provider is let alone before it is asked for another one. */
export async function restAfterRejection(place: TokenPlace, rejected: LiveToken): Promise<void> {
  const { store, name, me, times } = place;
  const wish = { me, claimMs: times.claimMs, unusable: rejected.sealed, forget: true };
  const answer = await store.claim(name, wish);
  if (answer.word === 'claimed') await letRest(place, new Error('a new access token was rejected'));
}
