import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * A program of this folder as a process of its own, once it has said its first word; it ends with us.
 * @param {string} file
 * @param {string[]} [args]
 */
export async function startSideProcess(file, args = []) {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(program, args, { serialization: 'advanced' });
  /** @type {(message: unknown) => Promise<any>} */
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${file} ended`));
      child.once('exit', ended);
      child.once('message', (answer) => {
        child.off('exit', ended);
        resolve(answer);
      });
      if (message !== undefined) child.send(/** @type {object} */ (message));
    });
  const first = await ask(undefined);
  return { first, ask, pid: child.pid ?? 0, stop: () => child.disconnect() };
}
