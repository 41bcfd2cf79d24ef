import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.mjs';
import { Failure } from '../../scripts/failure.mjs';
import { runProgram } from '../../scripts/programs.mjs';
import { step } from '../../scripts/progress.mjs';
import { actionIds } from '../../scripts/stampede/page-door.mjs';
import { httpRequest } from './wires.mjs';

/**
 * The app of one empty action, built. One that is there may be of an older Next than ours.
 * @param {boolean} anew also where it is there
 * @returns {Promise<string>} how a browser would call it
 */
export async function emptyActionCall(anew) {
  const app = join(root, 'bench/empty-action');
  if (anew || !existsSync(join(app, '.next/BUILD_ID'))) {
    await step('Building the app of an empty action', async () => {
      const next = join(root, 'node_modules/next/dist/bin/next');
      const environment = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
      const built = await runProgram(process.execPath, [next, 'build', app], { environment });
      if (!built.succeeded) throw new Failure(built.output);
    });
  }
  const id = actionIds(join(app, '.next/server/server-reference-manifest.json')).get('emptyAction') ?? '';
  const headers = {
    ...{ 'next-action': id, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8' },
    origin: 'http://localhost',
  };
  return httpRequest('POST', '/', headers, '[]');
}
