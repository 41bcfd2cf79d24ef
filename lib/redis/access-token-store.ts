import { withinRedisBudget } from './client';
import { accessTokenKeys } from './keys';
import { luaScript, runLuaScript } from './lua-script';

/** A token as it is stored: sealed, so only told apart here, never read. */
export interface StoredToken {
  sealed: string;
  /** How long it is still kept. */
  leftMs: number;
}

/** Who wants to ask the provider, and why what is stored does not do. */
export interface TokenClaim {
  /** Unlike every other caller's. Asking twice claims once. */
  me: string;
  /** After that long without a word the claimer is taken for dead. */
  claimMs: number;
  /** What was seen stored and cannot be used; '' where nothing was. */
  unusable: string;
  /** Takes it away: nobody else is to use it either. */
  forget: boolean;
}

export type ClaimAnswer =
  /** Somebody was faster: this is stored now. */
  | { word: 'stored'; token: StoredToken }
  /** It is ours to ask. */
  | { word: 'claimed' }
  /** Somebody else is asking. */
  | { word: 'busy' }
  /** The provider failed a moment ago and is let alone. */
  | { word: 'resting'; leftMs: number };

export interface TokenFailure {
  me: string;
  /** The rest after a first failure; it doubles with each. */
  firstRestMs: number;
  longestRestMs: number;
  /** What the provider itself asked for. */
  leastRestMs: number;
  /** Takes away what is stored, too. */
  forget: boolean;
}

/** Where tokens are kept, and who may ask for one. Names are hashes, contents sealed. */
export interface AccessTokenStore {
  read(name: string): Promise<StoredToken | null>;
  claim(name: string, claim: TokenClaim): Promise<ClaimAnswer>;
  /** Stores a token and gives the claim back; false, and nothing stored, when the claim is not `me`'s any more. */
  keep(name: string, kept: { me: string; sealed: string; lifeMs: number }): Promise<boolean>;
  /** Gives the claim back without a token and lets the provider rest; does nothing when the claim is not `me`'s. */
  fail(name: string, failure: TokenFailure): Promise<void>;
}

async function run(script: string, name: string, args: readonly (string | number)[]): Promise<unknown> {
  const options = { keys: accessTokenKeys(name), arguments: args.map(String) };
  return withinRedisBudget((client) => runLuaScript(client, luaScript(script), options));
}

/** For all instances together, in Redis. Every call throws StoreUnavailable when Redis is away. */
export const accessTokenStore: AccessTokenStore = {
  async read(name) {
    const [key = ''] = accessTokenKeys(name);
    const [sealed, leftMs] = await withinRedisBudget((client) =>
      Promise.all([client.get(key), client.pTTL(key)]),
    );
    return sealed === null ? null : { sealed, leftMs };
  },

  async claim(name, { me, claimMs, unusable, forget }) {
    const args = [me, claimMs, unusable, forget ? 1 : 0];
    const [word, value, leftMs] = (await run('claim-access-token', name, args)) as [string, string?, number?];
    switch (word) {
      case 'stored':
        return { word, token: { sealed: value ?? '', leftMs: Number(leftMs) } };
      case 'resting':
        return { word, leftMs: Number(value) };
      default:
        return { word: word === 'claimed' ? 'claimed' : 'busy' };
    }
  },

  async keep(name, { me, sealed, lifeMs }) {
    return (await run('keep-access-token', name, [me, sealed, Math.max(1, Math.floor(lifeMs))])) === 'kept';
  },

  async fail(name, { me, firstRestMs, longestRestMs, leastRestMs, forget }) {
    await run('fail-access-token', name, [me, firstRestMs, longestRestMs, leastRestMs, forget ? 1 : 0]);
  },
};
