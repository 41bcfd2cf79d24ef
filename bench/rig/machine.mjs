import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { withDatabase } from '../../scripts/stampede/sale.mjs';

/**
 * What was measured on.
 * @param {import('./world.mjs').World} world
 */
export async function machine({ databaseUrl, redis }) {
  const settings = ['server_version', 'fsync', 'synchronous_commit', 'shared_buffers'];
  const [first] = await withDatabase(databaseUrl, async (db) => {
    const shown = settings.map((name) => `current_setting('${name}') AS ${name}`).join(', ');
    return (await db.query(`SELECT ${shown}`)).rows;
  });
  const { server_version, fsync, synchronous_commit, shared_buffers } = first;
  const redisVersion = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1];
  return [
    `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    `${type()} ${release()}, Node ${process.version}`,
    `PostgreSQL ${server_version} (fsync ${fsync}, synchronous_commit ${synchronous_commit}, shared_buffers ${shared_buffers})`,
    `Redis ${redisVersion}`,
    `load ${loadavg()
      .map((average) => average.toFixed(1))
      .join(' ')} at the end, the measure's own in it`,
  ].join('; ');
}
