// The limit of every server action: a Next app of one empty action, behind Node's own server as the product is.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import next from 'next';

// Next serves what it built only under this name.
Object.assign(process.env, { NODE_ENV: 'production' });
const dir = fileURLToPath(new URL('../empty-action', import.meta.url));
const app = next({ dev: false, dir, httpServer: createServer() });
await app.prepare();
const answer = app.getRequestHandler();
const server = createServer((request, response) => void answer(request, response)).listen(
  0,
  '127.0.0.1',
  () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  },
);
process.on('disconnect', () => process.exit());
