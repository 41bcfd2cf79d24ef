import { prismaAdapter } from 'better-auth/adapters/prisma';
import { betterAuth } from 'better-auth/minimal';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { prisma } from '@/lib/postgres/client';
import { hashPassword, verifyPassword } from './password';

const sessionDays = 14;

function build() {
  return betterAuth({
    appName: 'Rowlock',
    baseURL: env().APP_URL,
    secret: env().AUTH_SECRET,
    database: prismaAdapter(prisma(), { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    // What a link in a mail carries is not to be read in the database.
    verification: { storeIdentifier: 'hashed' },
    // No cookie cache and no second store: a revoked session must be refused by the very next request.
    session: { expiresIn: sessionDays * 24 * 60 * 60, cookieCache: { enabled: false } },
    user: { additionalFields: { locale: { type: 'string', required: false, input: false } } },
    advanced: { cookiePrefix: 'rowlock', database: { generateId: () => crypto.randomUUID() } },
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => (level === 'error' ? log.error({ from: 'accounts' }, message) : undefined),
    },
  });
}

let built: ReturnType<typeof build> | undefined;

/** better-auth's inner functions: accounts, sessions, cookie names and the secret. Set up at first use. */
export function accounts() {
  built ??= build();
  return built.$context;
}
