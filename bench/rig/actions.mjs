import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSignature } from 'better-auth/crypto';
import { root } from '../../scripts/bundle.mjs';
import { Failure } from '../../scripts/failure.mjs';
import { runProgram } from '../../scripts/programs.mjs';
import { step } from '../../scripts/progress.mjs';
import { authSecret } from '../../scripts/stampede/instances.mjs';
import { httpRequest } from './wires.mjs';

/**
 * The name under which a built Next app knows a server action.
 * @param {string} app its folder
 * @param {string} exported
 */
export function actionId(app, exported) {
  const file = join(app, '.next/server/server-reference-manifest.json');
  /** @type {{node: Record<string, {exportedName: string}>}} */
  const { node } = JSON.parse(readFileSync(file, 'utf8'));
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === exported);
  if (!found) throw new Error(`There is no server action ${exported}.`);
  return found[0];
}

/**
 * A server action as the browser calls it.
 * @param {string} page
 * @param {string} id
 * @param {unknown[]} args
 * @param {string} [cookie]
 */
export function actionCall(page, id, args, cookie) {
  const headers = {
    ...{ accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8', 'next-action': id },
    ...{ origin: 'http://localhost', ...(cookie && { cookie }) },
  };
  return httpRequest('POST', page, headers, JSON.stringify(args));
}

/** The cookie of a session, as the sign-in page would have set it. @param {string} token */
export async function cookieOf(token) {
  const signed = `${token}.${await makeSignature(token, authSecret)}`;
  return `rowlock.session_token=${encodeURIComponent(signed)}`;
}

/** Builds the app of one empty action, where it is not yet. @returns {Promise<string>} its folder */
export async function buildEmptyAction() {
  const app = join(root, 'bench/empty-action');
  if (existsSync(join(app, '.next/BUILD_ID'))) return app;
  await step('Building the app of an empty action', async () => {
    const next = join(root, 'node_modules/next/dist/bin/next');
    const environment = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
    const built = await runProgram(process.execPath, [next, 'build', app], { environment });
    if (!built.succeeded) throw new Failure(built.output);
  });
  return app;
}
