import { createHash } from 'node:crypto';
import { ratesOf, shareOfLimit } from '../rig/finding.mjs';
import { paired } from '../rig/paired.mjs';
import { asBuyer } from '../rig/product-module.mjs';
import { redisCommand } from '../rig/wires.mjs';

const [seats, connections] = [60_000, 50];

/** All or nothing, and nothing else: what any store of seat locks has to do. */
const bareScript = `for i = 1, #KEYS do if redis.call('EXISTS', KEYS[i]) == 1 then return 'taken' end end
for i = 1, #KEYS do redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2]) end
return 'held'`;

/** Redis alone: the hold script of the product against the bare script, two seats a call. @type {import('../rig/finding.mjs').Row} */
export async function holdScript(world, { rounds, scale }) {
  const product = await world.product();
  const { scheduleId } = await world.hall(seats);
  const [buyer] = await world.buyers(1);
  if (!buyer) throw new Error('nobody');
  const load = await world.load();
  const { port, password } = world.redisUrl;
  const script = product.luaScript('prelude', 'parking', 'areas', 'holds', 'hold-seats');
  const bare = { text: bareScript, sha: createHash('sha1').update(bareScript).digest('hex') };
  for (const { text } of [script, bare]) await world.redis.scriptLoad(text);

  const calls = Math.floor((seats / 2 - 1) * scale);
  const run = (/** @type {(nth: number) => (string | number)[]} */ words) =>
    load.run(
      {
        ...{ wire: 'redis', port: Number(port), connections },
        opening: password ? [redisCommand(['AUTH', decodeURIComponent(password)])] : [],
        questions: Array.from({ length: calls }, (_, nth) => redisCommand(words(nth))),
      },
      'held',
    );
  const limit = async () => {
    await world.redis.flushDb();
    const key = (/** @type {number} */ place) => `lock:{${scheduleId}}:${place}`;
    return run((nth) => [
      'EVALSHA',
      bare.sha,
      2,
      key(2 * nth),
      key(2 * nth + 1),
      `buyer-${nth}:some-hold`,
      900_000,
    ]);
  };
  const ours = async () => {
    await world.redis.flushDb();
    // The first hold builds the map again.
    const held = await product.holdSeats({
      ...{ buyer: asBuyer(buyer), scheduleId },
      wanted: { seatIds: [`${scheduleId}-${seats - 1}`] },
    });
    if (!held.ok) throw new Error(held.refusal.code);
    const [runId, prefix] = [product.redisRunId(), product.seatLockPrefix(scheduleId)];
    return run((nth) => {
      const keys = product.seatKeys(scheduleId, `buyer-${nth}`);
      const id = `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
      const asked = [runId, prefix, `buyer-${nth}`, id, 900_000, 3_600_000, 4, '', '', 2 * nth, 2 * nth + 1];
      return ['EVALSHA', script.sha, keys.length, ...keys, ...asked];
    });
  };
  const pairs = await paired(rounds, limit, ours);
  return {
    title: 'Hold script with map update and publish',
    limit: `bare all-or-nothing script of 2 keys, ${connections} connections, unpipelined`,
    ours: 'hold-seats of 2 free seats, each by another buyer',
    pairs: ratesOf(pairs),
    checks: [shareOfLimit(pairs, { least: 80, afterwards: '90 %' })],
    notes: [],
  };
}
