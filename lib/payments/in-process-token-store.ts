import type { AccessTokenStore, StoredToken } from '@/lib/redis/access-token-store';

interface Entry {
  token?: { sealed: string; endsAt: number };
  claim?: { me: string; endsAt: number };
  restsUntil: number;
  failures: number;
}

/**
 * The same as the store in Redis, for one process: while Redis is away money still moves, and each instance asks the
 * provider for itself. Holds one entry an account.
 */
export function inProcessTokenStore(now: () => number = () => performance.now()): AccessTokenStore {
  const entries = new Map<string, Entry>();
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name) ?? { restsUntil: 0, failures: 0 };
    entries.set(name, entry);
    return entry;
  };
  const stored = ({ token }: Entry): StoredToken | null =>
    token && token.endsAt > now() ? { sealed: token.sealed, leftMs: token.endsAt - now() } : null;
  const isMine = ({ claim }: Entry, me: string) => claim?.me === me && claim.endsAt > now();

  return {
    read: async (name) => stored(entryOf(name)),

    async claim(name, { me, claimMs, unusable, forget }) {
      const entry = entryOf(name);
      if (forget && entry.token?.sealed === unusable) delete entry.token;
      const token = stored(entry);
      if (token && token.sealed !== unusable) return { word: 'stored', token };
      if (entry.restsUntil > now()) return { word: 'resting', leftMs: entry.restsUntil - now() };
      if (entry.claim && entry.claim.endsAt > now() && entry.claim.me !== me) return { word: 'busy' };
      entry.claim = { me, endsAt: now() + claimMs };
      return { word: 'claimed' };
    },

    async keep(name, { me, sealed, lifeMs }) {
      if (!isMine(entryOf(name), me)) return false;
      entries.set(name, { token: { sealed, endsAt: now() + lifeMs }, restsUntil: 0, failures: 0 });
      return true;
    },

    async fail(name, { me, firstRestMs, longestRestMs, leastRestMs, forget }) {
      const entry = entryOf(name);
      if (!isMine(entry, me)) return;
      delete entry.claim;
      if (forget) delete entry.token;
      const rest = Math.min(firstRestMs * 2 ** Math.min(entry.failures, 30), longestRestMs);
      entry.failures += 1;
      entry.restsUntil = now() + Math.max(rest, leastRestMs);
    },
  };
}
