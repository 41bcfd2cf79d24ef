import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A script as Redis gets it, and the name Redis knows it by. */
export interface LuaScript {
  text: string;
  sha: string;
}

const loaded = new Map<string, LuaScript>();

/** A script of scripts/, put together from these files in order. Read by path and not imported: traced by Next, and the same in tests. */
export function luaScript(...files: readonly string[]): LuaScript {
  const name = files.join('+');
  const known = loaded.get(name);
  if (known) return known;
  const folder = join(process.cwd(), 'lib/redis/scripts');
  const text = files.map((file) => readFileSync(join(folder, `${file}.lua`), 'utf8')).join('\n');
  const script = { text, sha: createHash('sha1').update(text).digest('hex') };
  loaded.set(name, script);
  return script;
}

interface Options {
  keys: string[];
  arguments: string[];
}

interface Evaluating {
  evalSha(sha: string, options: Options): Promise<unknown>;
  eval(text: string, options: Options): Promise<unknown>;
}

/** Runs a script on a connection; it is sent whole only to a server that does not know it. */
export async function runLuaScript(
  client: Evaluating,
  script: LuaScript,
  options: Options,
): Promise<unknown> {
  try {
    return await client.evalSha(script.sha, options);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return await client.eval(script.text, options);
  }
}
