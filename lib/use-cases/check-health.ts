import { ask } from '@/lib/postgres/ask';
import { prisma } from '@/lib/postgres/client';
import { withinRedisBudget } from '@/lib/redis/client';

export interface Health {
  postgres: 'reachable' | 'away';
  redis: 'reachable' | 'away';
}

async function reach(call: Promise<unknown>): Promise<'reachable' | 'away'> {
  try {
    await call;
    return 'reachable';
  } catch {
    return 'away';
  }
}

/** Whether each store answers, asked now, within 2 s. */
export async function checkHealth(): Promise<Health> {
  const [postgres, redis] = await Promise.all([
    reach(ask(() => prisma().$queryRaw`SELECT 1`)),
    reach(withinRedisBudget((client) => client.ping())),
  ]);
  return { postgres, redis };
}
