import { randomBytes } from 'node:crypto';

/** A fresh nonce for one page. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The content security policy of a page: scripts only with its nonce. Style attributes are allowed, as React writes
 * them; development needs eval and a web socket for hot reload.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The policy of the scripts that run as workers: they compute, and load nothing but scripts of ours. */
export const workerPolicy = "default-src 'none'; script-src 'self'";

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'DENY',
  // The door's scanner needs the camera, and one may come there from any page without a new document.
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/**
 * What every answer carries. Where people reach us by https, a browser that came once is told to come no other way for half a year:
 * a sign-in typed into a network of somebody else's never goes out in the clear. Other hosts of the domain are not ours to
 * bind; over plain http, as in the demo, a browser would pass it over.
 */
export function securityHeaders(appUrl: string): Record<string, string> {
  if (!appUrl.startsWith('https:')) return always;
  return { ...always, 'Strict-Transport-Security': 'max-age=15552000' };
}
