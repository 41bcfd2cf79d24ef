// The house's rooms, and which may import which (docs/ARCHITECTURE.md draws them). Imports run downward only.

/** Imported by anyone above the domain, importing nothing of ours. */
const ground = ['lib/env', 'lib/log', 'lib/metrics', 'lib/time-limit', 'lib/crash-point'];

/**
 * Room → the rooms it may import besides itself. A file belongs to the longest room that is a beginning of its path.
 * @type {Record<string, string[]>}
 */
export const rooms = {
  server: ['lib/use-cases', 'lib/request', 'lib/domain', 'messages', ...ground],
  'server/sandbox-payments': [],
  'server/mailbox': [],
  app: ['components', 'lib/use-cases', 'lib/request', 'lib/domain', 'lib/env', 'lib/log', 'messages'],
  components: ['lib/domain', 'messages'],
  'lib/request': ['lib/accounts', 'lib/postgres', 'lib/redis', 'lib/domain', ...ground],
  'lib/use-cases': [
    'lib/accounts',
    'lib/sale',
    'lib/tickets',
    'lib/postgres',
    'lib/redis',
    'lib/payments',
    'lib/mail',
    'lib/domain',
    ...ground,
  ],
  // A purchase goes on in both stores and at the provider, for pages, webhooks and jobs alike.
  'lib/sale': ['lib/payments', 'lib/postgres', 'lib/redis', 'lib/domain', ...ground],
  'lib/tickets': ['lib/postgres', 'lib/sealed', 'lib/domain', ...ground],
  'lib/accounts': ['lib/postgres', 'lib/redis', 'lib/mail', 'lib/domain', ...ground],
  'lib/postgres': ['lib/domain', 'prisma/generated', ...ground],
  'lib/redis': ['lib/domain', ...ground],
  // Access tokens are shared by all instances: kept in Redis, sealed.
  'lib/payments': ['lib/redis', 'lib/sealed', 'lib/domain', ...ground],
  // Letters are said in the words of the pages.
  'lib/mail': ['lib/domain', 'messages', ...ground],
  'lib/domain': [],
  'lib/sealed': ['lib/env'],
  'lib/env': [],
  'lib/log': [],
  'lib/metrics': [],
  'lib/time-limit': [],
  'lib/crash-point': [],
  messages: [],
  prisma: ['prisma/generated', 'lib/domain', 'lib/accounts', 'lib/postgres'],
  'prisma/generated': [],
  scripts: [],
};

/** In these rooms no file imports another of its own room: one verb a file, nothing hidden between them. */
export const closedAmongThemselves = ['lib/use-cases'];

/**
 * The only packages a room may use, where that is narrow (Node's own modules count): with these the domain stays pure.
 * Cancellation days are counted in the venue's time zone, which date-fns does without a clock; jose verifies tickets, the
 * same at the server as on a phone at the door.
 * @type {Record<string, string[]>}
 */
export const onlyPackages = {
  'lib/domain': ['zod', 'date-fns', '@date-fns/tz', 'jose'],
};

/** Packages a room may not use. @type {Record<string, RegExp>} */
export const forbiddenPackages = {
  'lib/use-cases': /^(next|react|hono|@prisma|pg|redis)(\/|$)/,
  'lib/sale': /^(next|react|hono)(\/|$)/,
  'lib/postgres': /^(next|react|hono|redis)(\/|$)/,
  'lib/redis': /^(next|react|hono|pg|@prisma)(\/|$)/,
  components: /^(pg|redis|@prisma|pino|node:)/,
};

/**
 * Single files that may do more, each for a reason.
 * @type {Record<string, {imports: string[], why: string}>}
 */
export const exceptions = {
  'server/main.ts': {
    imports: ['lib/postgres', 'lib/redis', 'lib/sale'],
    why: 'the process opens and closes what all rooms share',
  },
};

/** Words that say nothing of what a file is about. */
export const emptyWords = /^(utils?|helpers?|commons?|managers?|services?)$/;
