import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESP_TYPES } from 'redis';
import { redisRunId, withinRedisBudget } from './client';
import { seatKeys, seatLockPrefix } from './keys';

const scriptNames = [
  'hold-seats',
  'release-seats',
  'view-hold',
  'begin-checkout',
  'claim-hold',
  'end-claim',
  'apply-base',
  'begin-rebuild',
  'open-generation',
  'read-state',
  'sweep-holds',
] as const;
type SeatScriptName = (typeof scriptNames)[number];

interface Loaded {
  text: string;
  sha: string;
}
const loadedScripts = new Map<SeatScriptName, Loaded>();

/** Read by path and not imported: traced by Next, and the same in tests. */
function load(name: SeatScriptName): Loaded {
  const known = loadedScripts.get(name);
  if (known) return known;
  const folder = join(process.cwd(), 'lib/redis/scripts');
  const read = (file: string) => readFileSync(join(folder, `${file}.lua`), 'utf8');
  const text = `${read('prelude')}\n${read(name)}`;
  const script = { text, sha: createHash('sha1').update(text).digest('hex') };
  loadedScripts.set(name, script);
  return script;
}

/** Whose seats a script is about; no user for scripts that concern no buyer. */
export interface ScriptSubject {
  scheduleId: string;
  userId?: string;
}

/**
 * Runs one of the seat scripts, answered in raw bytes: word, then values. The script is sent whole only to a server
 * that does not know it. Throws StoreUnavailable when Redis is away.
 */
export async function runSeatScriptRaw(
  name: SeatScriptName,
  { scheduleId, userId = '' }: ScriptSubject,
  args: readonly (string | number)[],
): Promise<[Buffer, ...Buffer[]]> {
  const { text, sha } = load(name);
  return withinRedisBudget(async (client) => {
    const options = {
      keys: seatKeys(scheduleId, userId),
      arguments: [redisRunId(), seatLockPrefix(scheduleId), userId, ...args.map(String)],
    };
    const raw = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    try {
      return (await raw.evalSha(sha, options)) as unknown as [Buffer, ...Buffer[]];
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return (await raw.eval(text, options)) as unknown as [Buffer, ...Buffer[]];
    }
  });
}

/** The same, answered as text. */
export async function runSeatScript(
  name: SeatScriptName,
  subject: ScriptSubject,
  args: readonly (string | number)[],
): Promise<[string, ...string[]]> {
  const [word, ...values] = await runSeatScriptRaw(name, subject, args);
  return [word.toString(), ...values.map(String)];
}
