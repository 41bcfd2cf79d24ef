import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';

/**
 * A client of one connection for a command beside the server. In UTC, as the server's own: Prisma's adapter writes times without
 * saying so (decision 30).
 */
export function ownClient(connectionString: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString, max: 1, options: '-c TimeZone=UTC' }),
  });
}
