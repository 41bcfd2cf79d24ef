const replacementCharacter = '%EF%BF%BD';

/** An address that no page has: the not-found page is shown. */
const nowhere = '/404';

function canBeRead(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * A page's address as the pages can take it: a path with its query, without NUL (no text in PostgreSQL has one). A path
 * that is no UTF-8 names no page.
 */
export function pageAddress(asked: string): string {
  // Whoever talks to a proxy, or a proxy to us, may name the whole address; whose it is said to be is not followed.
  const local = asked.replace(/^https?:\/\/[^/?#]*/i, '').replaceAll('%00', replacementCharacter);
  const [path = ''] = local.split('?', 1);
  return path.startsWith('/') && canBeRead(path) ? local : nowhere;
}
