import { withinRedisBudget } from './client';

/**
 * The one command that rate-limiter-flexible needs of a Redis client, bounded in time like every other call:
 * a frozen Redis must not hold up a sign-in.
 */
export const rateLimitStore = {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown> {
    return withinRedisBudget((client) => client.eval(script, options));
  },
};
