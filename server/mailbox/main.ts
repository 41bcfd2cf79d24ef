import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import pino from 'pino';
import { mailboxApp } from './app';
import { Box } from './box';
import { readSettings } from './settings';
import { smtpServer } from './smtp';

const drainMs = 3_000;
const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: null });

async function main(): Promise<void> {
  const { HOST, PORT, MAILBOX_SMTP_PORT, MAILBOX_DATA, MAILBOX_PUBLIC_URL } = readSettings(process.env);
  const box = await Box.open(MAILBOX_DATA);
  // Whoever starts another one on this folder sees that we are here.
  writeFileSync(join(MAILBOX_DATA, 'running.pid'), String(process.pid), { mode: 0o600 });
  const publicHost = MAILBOX_PUBLIC_URL ? [new URL(MAILBOX_PUBLIC_URL).hostname] : [];
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]', HOST, ...publicHost]);
  const page = createServer(getRequestListener(mailboxApp(box, hosts).fetch));
  const smtp = smtpServer(box, (error) => log.warn({ error: error.message }, 'a sender broke off'));

  const stop = async () => {
    setTimeout(() => page.closeAllConnections(), drainMs).unref();
    page.closeIdleConnections();
    await Promise.all([
      new Promise<void>((resolve) => page.close(() => resolve())),
      new Promise<void>((resolve) => smtp.close(() => resolve())),
    ]);
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());

  const cannotListen = (error: Error) => {
    log.fatal({ error: error.message }, 'the mailbox cannot listen');
    process.exit(1);
  };
  page.once('error', cannotListen);
  smtp.server.once('error', cannotListen);
  await new Promise<void>((resolve) => smtp.listen(MAILBOX_SMTP_PORT, HOST, () => resolve()));
  await new Promise<void>((resolve) => page.listen(PORT, HOST, () => resolve()));
  log.info({ host: HOST, port: PORT, smtpPort: MAILBOX_SMTP_PORT }, 'the mailbox is open');
  process.send?.({ serving: PORT });
}

main().catch((error: unknown) => {
  log.fatal({ error: error instanceof Error ? error.message : String(error) }, 'the mailbox did not start');
  process.exit(1);
});
