import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './bundle.mjs';

/**
 * Says where Rowlock is, and whom one can be in the demo.
 * @param {import('./listen-address.mjs').Address} address
 * @param {string} folder
 * @param {string | undefined} logFile
 * @param {string} [mailboxUrl] where the demo's mails are to be seen
 */
export function announce({ host, port }, folder, logFile, mailboxUrl) {
  const url = process.env.APP_URL || `http://localhost:${port}`;
  const { password, accounts } = JSON.parse(readFileSync(join(root, 'prisma/demo-accounts.json'), 'utf8'));
  const opened =
    host === '127.0.0.1' ? 'this machine only; HOST=0.0.0.0 opens it to the network' : `on ${host}`;
  const lines = [
    '',
    `Rowlock is open:  ${url}  (${opened})`,
    `HTTP API:         ${url}/api/v1/openapi.json`,
    ...(mailboxUrl ? [`Mails it sends:   ${mailboxUrl}`] : []),
    `Data:             ${relative(root, folder) || folder}${logFile ? `   Log: ${relative(root, logFile)}` : ''}`,
  ];
  if (!process.env.DATABASE_URL) {
    lines.push('', `Demo accounts, all with the password ${password}:`);
    for (const { email, role } of accounts) lines.push(`  ${email.padEnd(26)} ${role}`);
  }
  lines.push('', 'Ctrl-C stops it and everything it started.');
  console.log(lines.join('\n'));
}
