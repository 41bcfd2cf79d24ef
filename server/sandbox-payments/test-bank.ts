/** A practice bank of a test's own, and a shop that calls it over HTTP. Not used by the product. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPracticeBank } from '@/scripts/practice-bank.mjs';
import { freePort } from '@/scripts/processes.mjs';
import type { countsOf } from './counts';
import { derivedClientSecret } from './secrets';

export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
  body: any;
  headers: Headers;
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** The bank as a process, in a folder that goes with it. */
export async function openTestBank() {
  const dataDir = mkdtempSync(join(tmpdir(), 'rowlock-bank-'));
  const port = await freePort(undefined);
  const server = await startPracticeBank({ dataDir, port, logFile: join(dataDir, 'bank.log') });
  const admin = async (method: string, path: string, body?: object): Promise<Answered> =>
    answered(
      await fetch(`${server.url}/admin${path}`, {
        method,
        headers: { Authorization: `Bearer ${server.adminToken}`, 'Content-Type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  return {
    server,
    url: server.url,
    sharedSecret: server.environment.SANDBOX_PAYMENTS_SECRET,
    journal: join(dataDir, 'sandbox-payments', 'journal.jsonl'),
    readJournal: () => readFileSync(join(dataDir, 'sandbox-payments', 'journal.jsonl'), 'utf8'),
    admin,
    /** The bank's own count for an account. */
    async counts(account: string) {
      const { body } = await admin('GET', '/counts');
      const { accounts } = body as ReturnType<typeof countsOf>;
      const counts = accounts[account];
      if (!counts) throw new Error(`The bank has never heard of ${account}.`);
      return counts;
    },
    async close() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
export type TestBank = Awaited<ReturnType<typeof openTestBank>>;

/** A shop with an account at the bank and a token, calling as any program would. */
export async function openTestShop(bank: TestBank, account: string, webhookUrl = 'http://localhost:9/none') {
  const askToken = async (secret = derivedClientSecret(bank.sharedSecret, account)) =>
    answered(
      await fetch(`${bank.url}/v1/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: account,
          client_secret: secret,
        }),
      }),
    );
  const token = (await askToken()).body.access_token as string;
  const call = async (method: string, path: string, key?: string, body?: object): Promise<Answered> =>
    answered(
      await fetch(`${bank.url}/v1${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          ...(key && { 'Idempotency-Key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  return {
    askToken,
    call,
    create: (key: string, wish: object = {}) =>
      call('POST', '/payments', key, {
        ...{ amount: 10_000, currency: 'KRW', reference: `booking-${key}`, merchant: 'Neon Harbor' },
        ...{ return_url: 'http://localhost:9/back', webhook_url: webhookUrl, ...wish },
      }),
    get: (id: string) => call('GET', `/payments/${id}`),
    capture: (id: string, key: string) => call('POST', `/payments/${id}/capture`, key),
    void: (id: string, key: string) => call('POST', `/payments/${id}/void`, key),
    refund: (id: string, key: string, amount: number) =>
      call('POST', `/payments/${id}/refunds`, key, { amount }),
  };
}

/** What the buyer does on the approval page; answers where the browser is sent. */
export async function buyerDecides(
  approvalUrl: string,
  decision: string,
  code = '',
): Promise<{ status: number; location: string }> {
  const response = await fetch(approvalUrl, {
    method: 'POST',
    redirect: 'manual',
    // An answer that was lost fails the test that waits for it, by name.
    signal: AbortSignal.timeout(15_000),
    body: new URLSearchParams({ decision, code }),
  });
  await response.text();
  return { status: response.status, location: response.headers.get('location') ?? '' };
}

/** A shop's door for webhooks, which can be told to refuse. */
export async function openWebhookDoor(answer: (nth: number) => number = () => 200) {
  const heard: { body: string; headers: IncomingHttpHeaders; at: number }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ body, headers: request.headers, at: Date.now() });
    response.writeHead(answer(heard.length)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    heard,
    connections: () => promisify(server.getConnections.bind(server))(),
    types: () => heard.map(({ body }) => JSON.parse(body).type as string),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
