import { z } from 'zod';

/** `2026:<43 characters base64url>,2025:…`, 256 bits each; the first seals, the others still open. */
const keyRing = z
  .string()
  .regex(/^[\w-]{1,16}:[\w-]{43}(,[\w-]{1,16}:[\w-]{43})*$/, 'not of the form id:key,id:key')
  .transform((text) =>
    text.split(',').map((each) => {
      const [id = '', secret = ''] = each.split(':');
      return { id, secret };
    }),
  )
  .refine((keys) => keys.every(({ id }) => id !== 'auth'), 'the id "auth" is taken')
  .default([]);

/** A setting that may be missing; an empty one counts as missing. */
function perhaps<Schema extends z.ZodType>(setting: Schema) {
  return z.preprocess((value) => (value === '' ? undefined : value), setting.optional());
}

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  DATABASE_URL: z.string().min(1),
  REDIS_URL: z.string().min(1),
  /** Signs session cookies; at least 32 characters. */
  AUTH_SECRET: z.string().min(32),
  /** Encrypts what is secret in the stores; without it a key made from AUTH_SECRET does. */
  ENCRYPTION_KEYS: keyRing,
  /** Where people reach this Rowlock, e.g. https://tickets.example.com */
  APP_URL: z.url().default('http://localhost:3000'),
  /** This machine alone, unless somebody asks for more: the demo's password is public. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Database connections of one process. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(20),
  /** Connections of one process on which requests may wait for a lock, of each kind of lock; more wait in the process. */
  LOCK_CONNECTIONS: z.coerce.number().int().min(1).max(5000).default(256),
  /** Waiting rooms admit more slowly while more than 5 of 100 holds and bookings take longer. */
  LATENCY_GOAL_MS: z.coerce.number().int().min(10).max(2000).default(300),
  /** "off" is for load tests only. */
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  /** Proxies in front that add to X-Forwarded-For; 0 = callers connect directly and the header is not believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** The practice bank, and the secret it shares with us; without them it is switched off. */
  SANDBOX_PAYMENTS_URL: perhaps(z.url({ protocol: /^https?$/ })),
  SANDBOX_PAYMENTS_SECRET: perhaps(z.string().min(32)),
  /** Stripe; switched off without both. */
  STRIPE_SECRET_KEY: perhaps(z.string().regex(/^(sk|rk)_/)),
  STRIPE_WEBHOOK_SECRET: perhaps(z.string().regex(/^whsec_/)),
  /** Organizers' connected accounts at Stripe: `organizer:acct_…,…`; others are paid to the key's own account. */
  STRIPE_ACCOUNTS: perhaps(z.string().regex(/^[^:,\s]+:acct_\w+(,[^:,\s]+:acct_\w+)*$/)),
  /** Where mail goes out, e.g. smtp://user:password@mail.example.com:587, and from whom; switched off without both. */
  SMTP_URL: perhaps(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: perhaps(z.string().regex(/^([^<>\r\n]* <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/)),
  /** The page on which the demo shows what it sent. */
  MAILBOX_URL: perhaps(z.url({ protocol: /^https?$/ })),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** What is only of use together with others. */
const together = [
  ['SANDBOX_PAYMENTS_URL', 'SANDBOX_PAYMENTS_SECRET'],
  ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const;

const schema = settings.check(({ value, issues }) => {
  for (const [setting, needed] of together) {
    if (value[setting] === undefined || value[needed] !== undefined) continue;
    issues.push({ code: 'custom', path: [needed], message: `is needed with ${setting}`, input: value });
  }
});

export type Env = z.infer<typeof settings>;

/** What the process environment says, checked; throws one sentence that names every fault. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete. ${faults.join('; ')}`);
}

let checked: Env | undefined;

/** The environment, read at first use: a build imports this file without having one. */
export function env(): Env {
  checked ??= readEnv(process.env);
  return checked;
}
