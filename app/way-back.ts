const anyOrigin = 'https://rowlock.invalid';

/**
 * Where to go after signing in: a path of this site, or the start. Another site's address, also one in disguise
 * (`//evil.example`, `/\\evil.example`), is never followed.
 */
export function wayBack(next: string): string {
  if (!next.startsWith('/') || next.length > 500 || !URL.canParse(next, anyOrigin)) return '/';
  const url = new URL(next, anyOrigin);
  return url.origin === anyOrigin ? `${url.pathname}${url.search}${url.hash}` : '/';
}
