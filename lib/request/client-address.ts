import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';

/** Written by the server itself on every request; what a caller sends under this name is thrown away. */
const addressHeader = 'x-rowlock-address';

/**
 * Notes on a request where it comes from: its connection, or what the trusted proxies in front say
 * (X-Forwarded-For, counted from the right, as a caller can write what it likes at the left).
 */
export function stampAddress(request: IncomingMessage): void {
  const connection = request.socket.remoteAddress ?? 'unknown';
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const proxies = env().TRUSTED_PROXIES;
  const told = proxies > 0 ? hops.at(-proxies)?.trim() : undefined;
  request.headers[addressHeader] = told || connection;
}

/** Where a stamped request comes from. */
export function clientAddress(headers: Headers): string {
  return headers.get(addressHeader) ?? 'unknown';
}
