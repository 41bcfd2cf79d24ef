import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import next from 'next';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { closePostgres } from '@/lib/postgres/client';
import { closeRedis, connectRedis } from '@/lib/redis/client';
import { closeFairLocks } from '@/lib/redis/fair-lock';
import { closeSeatFeed } from '@/lib/redis/seat-feed';
import { stampAddress } from '@/lib/request/client-address';
import { closeLiveMaps } from '@/lib/sale/live-maps';
import { apiListener } from './api/app';
import { closeEventStreams } from './api/event-stream';
import { contentSecurityPolicy, newNonce, securityHeaders, workerPolicy } from './content-security';
import { drain } from './drain';
import { runCancelledShows } from './jobs/cancelled-shows';
import { runHouseKeeping } from './jobs/house-keeping';
import { runMail } from './jobs/mail';
import { runOutbox } from './jobs/outbox';
import { runPurchases } from './jobs/purchases';
import { runStandby } from './jobs/standby';
import { runSweeper } from './jobs/sweeper';
import { runWaitingRoomClock } from './jobs/waiting-room-clock';
import { pageAddress } from './page-address';
import { isPageFile, pageFilesListener } from './page-files';
import { isTypefaceFile, typefaceListener } from './typeface-files';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function isForApi(url: string): boolean {
  return url.startsWith('/api/') || url.startsWith('/.well-known/');
}

/** Hands API calls to the API, the pages' files to the disk and all else to Next, each with its security headers. */
function frontDoors(api: Listener, pages: Listener, development: boolean): Listener {
  // In development Next makes them when they are asked for.
  const files = development ? null : pageFilesListener('.next');
  const typeface = typefaceListener();
  const secure = Object.entries(securityHeaders(env().APP_URL));
  return (request, response) => {
    const url = request.url ?? '/';
    for (const [name, value] of secure) response.setHeader(name, value);
    if (isForApi(url)) return api(request, response);
    if (files && isPageFile(url)) {
      response.setHeader('Content-Security-Policy', workerPolicy);
      return files(request, response);
    }
    if (isTypefaceFile(url)) return typeface(request, response);
    request.url = pageAddress(url);
    stampAddress(request);
    const nonce = newNonce();
    const policy = contentSecurityPolicy(nonce, development);
    // Next reads the nonce from the request's own policy header and puts it on its scripts.
    request.headers['x-nonce'] = nonce;
    request.headers['content-security-policy'] = policy;
    response.setHeader('Content-Security-Policy', policy);
    pages(request, response);
  };
}

async function main(): Promise<void> {
  const { NODE_ENV, HOST, PORT } = env();
  const development = NODE_ENV === 'development';
  // Redis is a courtesy: without it the process starts all the same, and takes it up when it comes.
  if (!(await connectRedis(3000))) log.warn('starting without Redis');

  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 });
  // Hot reload needs a web socket, and nothing else does. Next would take every upgrade for one and leave the
  // connection open for ever: in production it gets a server that nobody reaches, and upgrades are passed over.
  const upgrades = development ? server : createServer();
  const app = next({ dev: development, hostname: HOST, port: PORT, httpServer: upgrades });
  await app.prepare();
  const toNext = app.getRequestHandler();
  const pages: Listener = (request, response) => {
    toNext(request, response).catch((error: unknown) => {
      log.error({ error }, 'a page failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  server.on('request', frontDoors(apiListener(), pages, development));

  const stopping = new AbortController();
  // Each job listens, and sleeps until it hears: more of them than Node thinks is no leak.
  setMaxListeners(0, stopping.signal);
  const jobs = [
    ...[runSweeper, runOutbox, runHouseKeeping, runWaitingRoomClock, runStandby, runPurchases, runMail],
    runCancelledShows,
  ].map((run) => run(stopping.signal));

  const stop = async (signal: string) => {
    if (stopping.signal.aborted) return;
    log.info({ signal }, 'stopping: answers under way are finished first');
    stopping.abort();
    await Promise.all([drain(server, closeEventStreams), ...jobs]);
    await closeLiveMaps();
    await closeSeatFeed();
    closeFairLocks();
    await closePostgres();
    closeRedis();
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));

  server.on('error', (error) => {
    log.fatal({ error: error.message }, 'the server cannot listen');
    process.exit(1);
  });
  server.listen(PORT, HOST, () => {
    const { port } = server.address() as AddressInfo;
    log.info({ host: HOST, port }, 'serving');
    process.send?.({ serving: port });
  });
}

main().catch((error: unknown) => {
  log.fatal({ error: error instanceof Error ? error.message : String(error) }, 'the server did not start');
  process.exit(1);
});
