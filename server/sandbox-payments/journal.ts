import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * An append-only file, a line an entry. What is appended while the disk is busy goes down together with the next write:
 * many payments at once share one flush.
 */
export class Journal {
  readonly #file: FileHandle;
  #pending: string[] = [];
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Opens the journal and reads what it has. A last line without its end was never answered for (the process died while
   * it wrote) and is cut off. Throws when the file cannot be read or written.
   */
  static async open(path: string): Promise<{ journal: Journal; lines: string[] }> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'a', 0o600);
    const text = await readFile(path);
    const whole = text.lastIndexOf(0x0a) + 1;
    if (whole < text.length) await file.truncate(whole);
    await syncFolder(dirname(path));
    const lines = text.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
    return { journal: new Journal(file), lines };
  }

  append(line: string): void {
    this.#pending.push(`${line}\n`);
  }

  /** Settles when everything appended so far is on the disk; fails for good when the disk does. */
  kept(): Promise<void> {
    if (!this.#pending.length) return this.#next ?? this.#writing;
    this.#next ??= this.#writing.then(() => this.#flush());
    return this.#next;
  }

  #flush(): Promise<void> {
    const text = this.#pending.join('');
    this.#pending = [];
    this.#next = undefined;
    this.#writing = this.#file.appendFile(text).then(() => this.#file.datasync());
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.kept();
    await this.#file.close();
  }
}

/** Else a new file's name may be gone after a power cut, with all that was flushed into it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}
