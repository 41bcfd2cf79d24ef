// The limit of everything over HTTP: Node's own server, saying hello.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('disconnect', () => process.exit());
