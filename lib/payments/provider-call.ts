/** What came of an HTTP call: an answer, or how far it got without one. */
export type Heard =
  | { heard: true; status: number; headers: Headers; body: unknown }
  /** certainly: nothing reached the provider. Else it may have acted. */
  | { heard: false; certainlyNothing: boolean; cause: unknown };

/** Failures before anything could be sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether a call failed before anything of it could have arrived. */
export function isBeforeSending(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && beforeSending.has(String(cause.code));
}

/** Calls a provider over HTTP and waits no longer than the limit, for the last byte of its answer too. Never throws. */
export async function callProvider(url: string, init: RequestInit, limitMs: number): Promise<Heard> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const text = await response.text();
    return { heard: true, status: response.status, headers: response.headers, body: parsed(text) };
  } catch (cause) {
    return { heard: false, certainlyNothing: isBeforeSending(cause), cause };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The Retry-After of an answer, ms; 0 where it names none. */
export function retryAfterMs(headers: Headers): number {
  const seconds = Number(headers.get('Retry-After') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
