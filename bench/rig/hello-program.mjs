// The limit of everything over HTTP: Node's own server, saying hello; at /N, with a body of N bytes.
import { createServer } from 'node:http';

/** @type {Map<string | undefined, string | Buffer>} */
const bodies = new Map([['/', 'hello']]);

/** @param {string} [url] */
function bodyOf(url = '/') {
  const body = bodies.get(url) ?? Buffer.alloc(Number(url.slice(1)), 'hello');
  bodies.set(url, body);
  return body;
}

const server = createServer((request, response) => response.end(bodyOf(request.url)));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('disconnect', () => process.exit());
