/**
 * For what a server action threw: a page from before a deploy calls actions that the new server does not know, now and
 * for ever, so it is loaded anew. A hold survives that. Only for what the reader did: a call made while a page loads
 * could go round in circles between servers of two versions.
 */
export function reloadIfOutdated(error: unknown): void {
  // By name: the class is Next's own, and the seat map's holds know nothing of Next.
  if (error instanceof Error && error.name === 'UnrecognizedActionError') window.location.reload();
}
