/** Somebody at a browser that tries again, whatever becomes of the shop. Not used by the product. */
import { randomUUID } from 'node:crypto';

/** The data of an answer. */
export type Told = Record<string, unknown>;

/** What a call may hear while another of the same buyer is under way, or a hold that lapsed meanwhile is not swept yet. */
const passing = /BUSY|QUEUED|PROGRESS|ALREADY_HELD/;

class Refused extends Error {}

/** Calls the API at a place until it answers, with the same key each time. Throws what it refuses for good. */
export function patientCaller(url: string, token?: string) {
  return async (method: string, path: string, body?: object, key?: string): Promise<Told> => {
    for (;;) {
      try {
        const response = await fetch(`${url}/api/v1${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            ...(token && { authorization: `Bearer ${token}` }),
            ...(key && { 'idempotency-key': key }),
          },
          ...(body && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(5000),
        });
        const { data, error } = (await response.json()) as { data?: Told; error?: { code: string } };
        if (data) return data;
        if (response.status < 500 && !passing.test(error?.code ?? '')) {
          throw new Refused(`${method} ${path}: ${error?.code}`);
        }
      } catch (failure) {
        if (failure instanceof Refused) throw failure;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
}

/** A caller with a new account of its own. */
export async function signUpPatiently(url: string, email = `${randomUUID()}@test.invalid`) {
  const person = { email, password: 'long enough a word', name: 'Kim' };
  const { token } = await patientCaller(url)('POST', '/auth/sign-up', person);
  return patientCaller(url, String(token));
}
