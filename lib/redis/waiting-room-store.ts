import { redisRunId, withinRedisBudget } from './client';
import { waitingRoomKeys } from './keys';
import { luaScript, runLuaScript } from './lua-script';

/** Longer than any grace; then the notes of a room nobody visits are gone. */
const keptMs = 3_600_000;
/** People told to one script call; some thousand keep Redis's single thread free for others. */
const peopleACall = 2000;

async function run(name: string, scheduleId: string, userIds: readonly string[]): Promise<number[]> {
  const numbers: number[] = [];
  for (let from = 0; from < userIds.length; from += peopleACall) {
    const chunk = userIds.slice(from, from + peopleACall);
    const said = await withinRedisBudget((client) =>
      runLuaScript(client, luaScript(name), {
        keys: waitingRoomKeys(scheduleId),
        arguments: [redisRunId(), String(keptMs), ...chunk],
      }),
    );
    numbers.push(...(Array.isArray(said) ? said.map(Number) : [Number(said)]));
  }
  return numbers;
}

/** Notes that these people are there now. Throws StoreUnavailable. */
export async function notePresence(scheduleId: string, userIds: readonly string[]): Promise<void> {
  await run('note-presence', scheduleId, userIds);
}

/**
 * How long each of these people has not been heard of, milliseconds. After Redis lost its memory everybody's absence
 * begins anew. Throws StoreUnavailable.
 */
export function readAbsence(scheduleId: string, userIds: readonly string[]): Promise<number[]> {
  return run('read-absence', scheduleId, userIds);
}
