import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';

/** Written by the server itself on every request to a page; what a caller sends under this name is thrown away. */
const addressHeader = 'x-rowlock-address';

/**
 * Where a request comes from: its connection, or what the trusted proxies in front say (X-Forwarded-For, counted from
 * the right, as a caller can write what it likes at the left).
 */
export function addressOf(request: IncomingMessage): string {
  const proxies = env().TRUSTED_PROXIES;
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const told = proxies > 0 ? hops.at(-proxies)?.trim() : undefined;
  return told || (request.socket.remoteAddress ?? 'unknown');
}

/** Notes on a request where it comes from, for pages, which see its headers alone. */
export function stampAddress(request: IncomingMessage): void {
  request.headers[addressHeader] = addressOf(request);
}

/** Where a stamped request comes from. */
export function clientAddress(headers: Headers): string {
  return headers.get(addressHeader) ?? 'unknown';
}
