import { Failure } from './failure.mjs';
import { tryPort } from './processes.mjs';

/** @typedef {{host: string, port: number}} Address */

/**
 * HOST and PORT, checked before anything slow begins. This machine alone is the default: the demo accounts' password
 * is public.
 * @returns {Promise<Address>}
 */
export async function checkAddress() {
  const host = process.env.HOST || '127.0.0.1';
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Failure(`PORT=${process.env.PORT} is no port. Choose one from 1 to 65535: PORT=3000 npm start`);
  }
  const result = await tryPort(port, host);
  if (typeof result === 'number') return { host, port };
  const another = `PORT=${port < 65000 ? port + 1 : 3001} npm start`;
  if (result.code === 'EADDRINUSE') {
    throw new Failure(`Port ${port} is in use by another program. Stop it, or take another port: ${another}`);
  }
  if (result.code === 'EACCES') {
    throw new Failure(`This user may not listen on port ${port}. Take one above 1023: PORT=3000 npm start`);
  }
  throw new Failure(
    `HOST=${host} is no address of this machine (${result.code}). Leave HOST out, or use 0.0.0.0`,
  );
}
