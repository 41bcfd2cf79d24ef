import { env } from '@/lib/env';

function hostOf(url: string): string | null {
  try {
    return new URL(url).host;
  } catch {
    return null;
  }
}

/**
 * Whether a browser sent this from a page of ours: its Origin is the address people reach us at, or the host it asked;
 * without an Origin, Sec-Fetch-Site must say so. Neither header there means no.
 */
export function sameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin';
  const from = hostOf(origin);
  return from !== null && (from === hostOf(env().APP_URL) || from === headers.get('host'));
}
