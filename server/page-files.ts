import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

const prefix = '/_next/static/';

/** Whether an address is that of a file the build made for browsers. */
export function isPageFile(url: string): boolean {
  return url.startsWith(prefix);
}

/**
 * Serves scripts, styles and fonts as the build left them, compressed there once and better than there is time for at each
 * request (scripts/compress-page-files.mjs). Their names change with their contents, so browsers keep them for ever.
 * @param folder Next's output, `.next`
 */
export function pageFilesListener(
  folder: string,
): (request: IncomingMessage, response: ServerResponse) => void {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    if (context.res.ok) context.header('Cache-Control', 'public, max-age=31536000, immutable');
  });
  const rewriteRequestPath = (path: string) => path.slice('/_next'.length);
  app.get(`${prefix}*`, serveStatic({ root: folder, precompressed: true, rewriteRequestPath }));
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (request, response) => void listen(request, response);
}
