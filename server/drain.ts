import type { Server } from 'node:http';

/** Answers under way get this long to end before the process stops. */
const drainMs = 8000;
/** So often what has become idle meanwhile, and streams that were asked for meanwhile, are closed. */
const closeEveryMs = 50;

/**
 * Stops taking connections, lets answers under way end, cuts what is left after a while. No connection is kept for another
 * request: callers who send one after the other would keep the process until it is cut, in the middle of their answers.
 */
export async function drain(server: Server, closeStreams: () => void): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  const close = () => {
    closeStreams();
    server.closeIdleConnections();
  };
  close();
  const closing = setInterval(close, closeEveryMs);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(closing);
  clearTimeout(cut);
}
