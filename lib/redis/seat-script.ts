import { RESP_TYPES } from 'redis';
import { redisRunId, withinRedisBudget } from './client';
import { seatKeys, seatLockPrefix } from './keys';
import { luaScript, runLuaScript } from './lua-script';

type SeatScriptName =
  | 'hold-seats'
  | 'release-seats'
  | 'view-hold'
  | 'begin-checkout'
  | 'claim-hold'
  | 'end-claim'
  | 'apply-base'
  | 'begin-rebuild'
  | 'open-generation'
  | 'read-state'
  | 'sweep-holds'
  | 'look-for-line'
  | 'take-for-line'
  | 'keep-offer'
  | 'drop-offered';

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
  const script = luaScript('prelude', 'parking', 'areas', 'holds', name);
  return withinRedisBudget(async (client) => {
    const options = {
      keys: seatKeys(scheduleId, userId),
      arguments: [redisRunId(), seatLockPrefix(scheduleId), userId, ...args.map(String)],
    };
    const raw = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    return (await runLuaScript(raw, script, options)) as [Buffer, ...Buffer[]];
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
