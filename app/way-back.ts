const anyOrigin = 'https://rowlock.invalid';

/**
 * Where to go after signing in: a path of this site, or the start. Another site's address, also one in disguise
 * (`//evil.example`, `/\\evil.example`), is never followed.
 */
export function wayBack(next: string): string {
  if (!next.startsWith('/') || next.length > 500 || !URL.canParse(next, anyOrigin)) return '/';
  const { origin, pathname, search, hash } = new URL(next, anyOrigin);
  // `/.//evil.example` becomes `//evil.example` once its dots are resolved: judged as a browser would read it.
  return origin === anyOrigin && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
