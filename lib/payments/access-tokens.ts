import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isStoreUnavailable, StoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { type AccessTokenStore, accessTokenStore } from '@/lib/redis/access-token-store';
import { inProcessTokenStore } from './in-process-token-store';
import {
  type LiveToken,
  obtainToken,
  readStored,
  renewToken,
  restAfterRejection,
  type TokenPlace,
  type TokenTimes,
} from './obtain-token';
import { type MerchantCredentials, type TokenRequest, tokenName } from './token-request';

/** What a call answers when the provider did not accept its token (HTTP 401). */
export const tokenRejected = Symbol('access token rejected');

/** With less than this part of its life left, a token is renewed while it is still used. */
const renewAtShare = 0.2;
/** After a renewal that came to nothing, hits do not try again at once. */
const renewPauseMs = 1000;

/** A Redis that is away for no longer is waited for: a token of each process's own would be one too many. */
const hiccupMs = 1500;

const usualTimes: TokenTimes = { claimMs: 4000, waitMs: 5000, firstRestMs: 500, longestRestMs: 30_000 };

export interface AccessTokenOptions {
  provider: string;
  request: TokenRequest;
  times?: Partial<TokenTimes>;
}

/**
 * Access tokens of a provider's merchant accounts, shared by all instances. A hit reads Redis once and takes no lock.
 * Of any number of concurrent misses of an account one asks the provider, and all get the same token. Accounts never
 * wait for each other. While Redis is away each process keeps its own.
 */
export class AccessTokens {
  readonly #options: AccessTokenOptions;
  readonly #ownStore = inProcessTokenStore();
  /** Misses of this process under way: the same need waits for the same answer. */
  readonly #underWay = new Map<string, Promise<LiveToken>>();
  readonly #renewing = new Set<string>();

  constructor(options: AccessTokenOptions) {
    this.#options = options;
  }

  /**
   * Makes a call with the account's token. If the provider rejects it, the call is made once more with a new one.
   * Throws StoreUnavailable (payments) when there is no token to be had, and what the call throws.
   */
  async use<T>(
    credentials: MerchantCredentials,
    call: (token: string) => Promise<T | typeof tokenRejected>,
  ): Promise<T> {
    const first = await this.#token(credentials);
    const answer = await call(first.token);
    if (answer !== tokenRejected) return answer;
    const second = await this.#token(credentials, first.sealed);
    const again = await call(second.token);
    if (again !== tokenRejected) return again;
    await this.#inStores(credentials, (place) => restAfterRejection(place, second));
    throw new StoreUnavailable('payments', new Error('a new access token was rejected'));
  }

  #token(credentials: MerchantCredentials, rejected?: string): Promise<LiveToken> {
    return this.#inStores(credentials, (place) => this.#tokenFrom(place, rejected));
  }

  /** In Redis; when it stays away, in this process. */
  async #inStores<T>(credentials: MerchantCredentials, work: (place: TokenPlace) => Promise<T>): Promise<T> {
    const shared = this.#placeIn(accessTokenStore, credentials);
    const own = { ...shared, store: this.#ownStore };
    for (const until = performance.now() + hiccupMs; ; await sleep(hiccupMs / 10)) {
      try {
        return await work(shared);
      } catch (error) {
        if (!isStoreUnavailable(error) || error.store !== 'redis') throw error;
        if (performance.now() > until || (await own.store.read(own.name))) return work(own);
      }
    }
  }

  #placeIn(store: AccessTokenStore, credentials: MerchantCredentials): TokenPlace {
    const { provider, request, times } = this.#options;
    const name = tokenName(provider, credentials);
    return { me: randomUUID(), store, name, credentials, request, times: { ...usualTimes, ...times } };
  }

  async #tokenFrom(place: TokenPlace, rejected: string | undefined): Promise<LiveToken> {
    const stored = await place.store.read(place.name);
    const live = stored && stored.sealed !== rejected ? readStored(place, stored) : null;
    if (!live) {
      // What cannot be read or was rejected is of no use to anybody.
      const token = await this.#share(place, { sealed: stored?.sealed ?? '', forget: stored !== null });
      // Whom we joined may have begun before it was rejected.
      return token.sealed === rejected ? this.#tokenFrom(place, rejected) : token;
    }
    if (live.leftMs < live.lifeMs * renewAtShare) this.#renewMeanwhile(place, live);
    return live;
  }

  async #share(place: TokenPlace, stale: { sealed: string; forget: boolean }): Promise<LiveToken> {
    const own = place.store === this.#ownStore;
    const need = `${own} ${place.name} ${stale.sealed}`;
    const joined = this.#underWay.get(need);
    if (joined) return joined;
    const obtaining = obtainToken(place, stale).finally(() => this.#underWay.delete(need));
    this.#underWay.set(need, obtaining);
    return obtaining;
  }

  #renewMeanwhile(place: TokenPlace, ending: LiveToken): void {
    if (this.#renewing.has(place.name)) return;
    this.#renewing.add(place.name);
    const renew = async () => {
      const renewed = await renewToken(place, ending).catch((error: unknown) => {
        // The token at hand is still good.
        if (!isStoreUnavailable(error)) log.error({ error }, 'an access token could not be renewed');
        return false;
      });
      if (!renewed) await sleep(renewPauseMs, undefined, { ref: false });
      this.#renewing.delete(place.name);
    };
    void renew();
  }
}
