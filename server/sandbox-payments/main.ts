import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import pino from 'pino';
import { bankApp } from './app';
import { openBank } from './bank';
import { readSettings } from './settings';

const drainMs = 3_000;
const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: null });

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const publicUrl = (settings.SANDBOX_PAYMENTS_PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(
    /\/$/,
    '',
  );
  const bank = await openBank({
    folder: settings.SANDBOX_PAYMENTS_DATA,
    secret: settings.SANDBOX_PAYMENTS_SECRET,
    adminToken: settings.SANDBOX_PAYMENTS_ADMIN_TOKEN,
    publicUrl,
  });
  // Whoever starts another one on this journal sees that we are here.
  writeFileSync(join(settings.SANDBOX_PAYMENTS_DATA, 'running.pid'), String(process.pid), { mode: 0o600 });
  const server = createServer(getRequestListener(bankApp(bank, publicUrl).fetch));

  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
    await closed;
    await bank.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());

  server.on('error', (error) => {
    log.fatal({ error: error.message }, 'the practice bank cannot listen');
    process.exit(1);
  });
  server.listen(settings.PORT, settings.HOST, () => {
    const { port } = server.address() as AddressInfo;
    log.info({ host: settings.HOST, port }, 'the practice bank serves');
    process.send?.({ serving: port });
  });
}

main().catch((error: unknown) => {
  log.fatal(
    { error: error instanceof Error ? error.message : String(error) },
    'the practice bank did not start',
  );
  process.exit(1);
});
