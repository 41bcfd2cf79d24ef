import { type Result, refused } from '@/lib/domain/result';
import { Prisma } from './generated/client';
import { ownClient } from './own-client';

/** A stadium's drawing is 10 MB of JSON, which a slow disk takes a while for. */
const limits = { maxWait: 10_000, timeout: 120_000 };

/**
 * Does work in one transaction in DATABASE_URL, for a command beside the server; what it refuses is not stored. Refuses with a
 * sentence also where there is no database, or it does not take `what`.
 */
export async function ownTransaction<Done>(
  what: string,
  work: (tx: Prisma.TransactionClient) => Promise<Result<Done, string>>,
): Promise<Result<Done, string>> {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) {
    return refused(
      'There is no database: `npm start` is not running, and DATABASE_URL is not set. Start Rowlock or set it.',
    );
  }
  const prisma = ownClient(connectionString);
  try {
    return await prisma.$transaction(async (tx) => {
      const said = await work(tx);
      if (!said.ok) throw new Refused(said.refusal);
      return said;
    }, limits);
  } catch (error) {
    return refused(error instanceof Refused ? error.message : reasonFor(error, what));
  } finally {
    await prisma.$disconnect();
  }
}

/** Takes back what the transaction did until then. */
class Refused extends Error {}

function reasonFor(error: unknown, what: string): string {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2021') {
    return 'The database has no tables yet: run `npm run migrate`, or `npm start` once.';
  }
  const message = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
  return `The database did not take ${what}: ${message}`;
}
