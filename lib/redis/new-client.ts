import { createClient } from 'redis';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

/**
 * node-redis makes an abort signal for every command, to time out what waits to be sent. We bound whole calls
 * ourselves, and a blocked connection is meant to wait.
 */
const commandOptions = { timeout: 0 };

/** A client that is told at once when Redis is away and comes back by itself; made for one kind of use each. */
export function newRedisClient(kind: string) {
  const client = createClient({
    url: env().REDIS_URL,
    disableOfflineQueue: true,
    commandOptions,
    pingInterval: 10_000,
    name: `rowlock-${kind}`,
    socket: {
      connectTimeout: 1000,
      keepAlive: true,
      // After a socket timeout the default strategy closes the client for good.
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 5), 1000),
    },
  });
  let told = false;
  client.on('error', (error: Error) => {
    if (!told) log.warn({ kind, error: error.message }, 'Redis is out of reach');
    told = true;
  });
  client.on('ready', () => {
    if (told) log.info({ kind }, 'Redis is back');
    told = false;
  });
  return client;
}

/** A connection for blocking commands. It does not come back by itself: what waited on it has lost its place. */
export function newBlockingClient(kind: string) {
  return createClient({
    url: env().REDIS_URL,
    disableOfflineQueue: true,
    commandOptions,
    name: `rowlock-${kind}`,
    socket: { connectTimeout: 1000, keepAlive: true, reconnectStrategy: false },
  });
}

export type RedisClient = ReturnType<typeof newRedisClient>;
