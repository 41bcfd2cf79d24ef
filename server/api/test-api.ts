/** A caller of the API for tests: every answer is checked against the call's own schema. Not used by the product. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { apiApp, apiListener } from './app';
import type { Call } from './call';
import { calls } from './calls';

const refusalAnswer = z.strictObject({
  success: z.literal(false),
  error: z.strictObject({
    code: z.string().regex(/^[A-Z_]+$/),
    message: z.string().min(5),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** What tests look at; missing parts read as undefined instead of stopping the test with a type error. */
export interface Answer {
  status: number;
  headers: Headers;
  code: string | undefined;
  error: { code: string; message: string; details?: Record<string, unknown> | undefined } | undefined;
  data: Record<string, unknown>;
}

export interface Ask {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

const app = apiApp();

function callFor(method: string, path: string): Call | undefined {
  const pathname = path.split('?')[0] ?? '';
  const fits = (call: Call) =>
    call.method === method && new RegExp(`^${call.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname);
  return calls.find(fits);
}

/** Asks the app in process. */
export async function ask(method: string, path: string, asked: Ask = {}): Promise<Answer> {
  const headers = new Headers(asked.headers);
  if (asked.token) headers.set('authorization', `Bearer ${asked.token}`);
  const body =
    asked.body === undefined || typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body);
  const sent = { method, headers, ...(body !== undefined && { body }) };
  return read(method, path, await app.request(path, sent, {}));
}

/** Reads an answer and holds it to what its call promises. */
export async function read(method: string, path: string, response: Response): Promise<Answer> {
  const text = await response.text();
  const json: unknown = JSON.parse(text);
  const { status, headers } = response;
  if (status >= 400) {
    const { error } = refusalAnswer.parse(json);
    return { status, headers, code: error.code, error, data: {} };
  }
  const call = callFor(method, path);
  const data = z
    .strictObject({ success: z.literal(true), data: z.record(z.string(), z.unknown()) })
    .parse(json).data;
  if (call) z.strictObject({ success: z.literal(true), data: call.answer }).parse(json);
  return { status, headers, code: undefined, error: undefined, data };
}

let people = 0;
export const testPassword = 'correct horse battery staple';

/** A new account: its token and id. */
export async function signUpSomebody(name = 'Kim') {
  people += 1;
  const email = `somebody-${people}@example.com`;
  const signUp = () => ask('POST', '/api/v1/auth/sign-up', { body: { email, password: testPassword, name } });
  let { status, data } = await signUp();
  // A busy machine has the database too late now and then; somebody who is told so asks again.
  for (let again = 0; status === 503 && again < 5; again += 1) ({ status, data } = await signUp());
  if (status !== 201) throw new Error(`sign-up answered ${status}`);
  const { token, user } = z
    .object({ token: z.string(), user: z.object({ user_id: z.string() }) })
    .parse(data);
  return { token, email, userId: user.user_id };
}

/** The API on a port of its own. */
export async function startTestServer(): Promise<{ url: string; server: Server; stop(): Promise<void> }> {
  const server = createServer(apiListener());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, server, stop };
}
