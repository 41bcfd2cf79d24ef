import { randomUUID } from 'node:crypto';
import { withinRedisBudget } from './client';
import { luaScript, runLuaScript } from './lua-script';

/** This process among the others. */
const instance = randomUUID();
const countsForMs = 5000;

/** Tells the others how slow this process finds the service; answers how slow the slowest does. Throws StoreUnavailable. */
export async function compareCallTimes(ms: number): Promise<number> {
  const said = await withinRedisBudget((client) =>
    runLuaScript(client, luaScript('compare-call-times'), {
      keys: ['call_times'],
      arguments: [instance, String(Math.round(ms)), String(countsForMs)],
    }),
  );
  return Number(said);
}
