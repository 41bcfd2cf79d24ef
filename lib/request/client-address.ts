import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { env } from '@/lib/env';

/** Written by the server itself on every request to a page; what a caller sends under this name is thrown away. */
const addressHeader = 'x-rowlock-address';

/** A household or a phone has 2^64 addresses of version 6 to ask from; they count as one. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [front = '', back] = address.split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [first, last] = [groups(front), groups(back ?? '')];
  const whole = [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last];
  return `${whole
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/**
 * Where a request comes from (of a version 6 address, its network): its connection, or what the trusted proxies in front say (X-Forwarded-For, counted from
 * the right, as a caller can write what it likes at the left).
 */
export function addressOf(request: IncomingMessage): string {
  const proxies = env().TRUSTED_PROXIES;
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const told = proxies > 0 ? hops.at(-proxies)?.trim() : undefined;
  return networkOf(told || (request.socket.remoteAddress ?? 'unknown'));
}

/** Notes on a request where it comes from, for pages, which see its headers alone. */
export function stampAddress(request: IncomingMessage): void {
  request.headers[addressHeader] = addressOf(request);
}

/** Where a stamped request comes from. */
export function clientAddress(headers: Headers): string {
  return headers.get(addressHeader) ?? 'unknown';
}
