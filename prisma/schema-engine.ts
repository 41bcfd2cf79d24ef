import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Where the engine says why it gives up before it does. */
class PanicRegistry {
  #message = '';

  set_message(message: string): void {
    this.#message = message;
  }

  get message(): string {
    return this.#message;
  }
}

const panics = new PanicRegistry();
let instantiated: Promise<void> | undefined;

/** Node cannot import `.wasm` files without a flag, so the engine's module is instantiated by hand, once. */
async function instantiate(): Promise<void> {
  const require = createRequire(import.meta.url);
  const wasmPath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasmPath), {
    './schema_engine_bg.js': { ...bindings },
  });
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}

/**
 * Prisma's own schema engine (the WebAssembly build: no native download), for the length of `work`.
 * @param database how it reaches the database it works on
 */
export async function withSchemaEngine<T>(
  database: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiated ??= instantiate();
  await instantiated;
  // The engine leaves what it connects open, and an open connection keeps the process from ending.
  const opened: SqlDriverAdapter[] = [];
  const connect = async () => {
    const session = await database.connect();
    opened.push(session);
    return session;
  };
  const ignoreLog = (): void => undefined;
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    ignoreLog,
    bindMigrationAwareSqlAdapterFactory({ ...database, connect }),
  );
  try {
    return await work(engine);
  } catch (error) {
    throw error instanceof WebAssembly.RuntimeError ? new Error(panics.message, { cause: error }) : error;
  } finally {
    engine.free();
    await Promise.all(opened.map((session) => session.dispose()));
  }
}
