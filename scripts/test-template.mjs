import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';
import { Failure } from './failure.mjs';

/** The template's name carries a hash of the migrations: when they change, the next run builds a new one. */
function templateName() {
  const hash = createHash('sha256');
  const folder = join(root, 'prisma/migrations');
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  for (const name of names.filter((file) => file.endsWith('.sql')).sort()) {
    hash.update(name).update(readFileSync(join(folder, name)));
  }
  return `rowlock_template_${hash.digest('hex').slice(0, 12)}`;
}

/**
 * A database with all migrations applied, for tests to copy (CREATE DATABASE … TEMPLATE is far quicker than migrating).
 * @param {string} adminUrl a database of the test server
 * @returns {Promise<string>} the template's name
 */
export async function ensureTemplate(adminUrl) {
  const name = templateName();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await bundle('migrate');
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/migrate.mjs')], {
    env: { ...process.env, DATABASE_URL: url.href },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Failure(`The migrations do not apply to an empty database: ${stderr.trim()}`);
  return name;
}
