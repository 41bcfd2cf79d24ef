import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';

const prefix = '/typeface/';

/** Whether an address is that of a file of the pages' typeface. */
export function isTypefaceFile(url: string): boolean {
  return url.startsWith(prefix);
}

/**
 * Serves the typeface as its package has it, below `/typeface/<version>/`: another version is another address, so browsers
 * keep the files for ever.
 */
export function typefaceListener(): (request: IncomingMessage, response: ServerResponse) => void {
  const app = new Hono();
  app.use(compress());
  app.use(async (context, next) => {
    await next();
    if (context.res.ok) context.header('Cache-Control', 'public, max-age=31536000, immutable');
  });
  const rewriteRequestPath = (path: string) => path.replace(/^\/typeface\/[^/]*/, '');
  app.get(
    `${prefix}*`,
    serveStatic({ root: 'node_modules/pretendard/dist/web/variable', rewriteRequestPath }),
  );
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (request, response) => void listen(request, response);
}
