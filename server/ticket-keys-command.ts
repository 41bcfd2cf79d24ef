/**
 * The keys that sign tickets, from the command line (built to dist/ticket-keys.mjs; `npm run ticket-keys -- …` builds it
 * and runs it). Ends with 0 when it was done, 1 when it could not be, 2 when called wrongly.
 */
import { listTicketKeys } from '@/lib/use-cases/list-ticket-keys';
import { revokeTicketKey } from '@/lib/use-cases/revoke-ticket-key';
import { rotateTicketKeys } from '@/lib/use-cases/rotate-ticket-keys';

const help = `npm run ticket-keys: the keys that sign tickets. They also change by themselves every 90 days.

  npm run ticket-keys -- list           the keys tickets are verified with, the one that signs first
  npm run ticket-keys -- rotate         a new key signs from now on; tickets signed before stay good
  npm run ticket-keys -- revoke KID     tickets signed by this key are refused from now on, for when it was stolen

Buyers get a ticket signed anew whenever they open their booking. Phones at the door learn new keys with their list.
The database is DATABASE_URL, or the private one of \`npm start\` while that runs.`;

async function run([command, kid, ...more]: string[]): Promise<{ status: number; text: string }> {
  const wrong = { status: 2, text: help };
  if (more.length > 0 || (kid !== undefined) !== (command === 'revoke')) return wrong;
  switch (command) {
    case '--help':
      return { status: 0, text: help };
    case 'list': {
      const keys = await listTicketKeys();
      const lines = keys.map(({ kid: name, signsFrom }) => `${name}  signs from ${signsFrom.toISOString()}`);
      return { status: 0, text: lines.join('\n') || 'There is no key yet: the first ticket makes one.' };
    }
    case 'rotate': {
      const made = await rotateTicketKeys('now');
      return {
        status: 0,
        text: made ? 'A new key signs from now on.' : 'Another instance has just made a key.',
      };
    }
    case 'revoke': {
      const revoked = await revokeTicketKey(kid ?? '');
      return revoked.ok
        ? { status: 0, text: `Tickets signed by ${kid} are refused from now on.` }
        : { status: 1, text: `There is no key ${kid}, or it is revoked already.` };
    }
    default:
      return wrong;
  }
}

run(process.argv.slice(2)).then(
  ({ status, text }) => {
    console[status === 0 ? 'log' : 'error'](text);
    process.exit(status);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
