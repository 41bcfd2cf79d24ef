import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

/** A mail that came in. */
export interface Received {
  id: string;
  /** When, milliseconds since 1970. */
  at: number;
  /** Whom the sender's envelope named; the mail itself may say otherwise. */
  recipients: string[];
  mail: Email;
}

const keptMails = 300;
/** `<when>-<id>.eml`: files in the order in which they came. */
const fileName = /^(\d{13})-([0-9a-f-]{36})\.eml$/;
/** Our own first line in a file; the mail follows as it came. */
const envelopeLine = 'X-Mailbox-Recipients: ';

/** The mails of a folder, a file each, the newest first; beyond some hundred the oldest go. */
export class Box {
  readonly #folder: string;
  #mails: Received[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens the folder, made where there is none, and reads what it has. Throws when it cannot be read. */
  static async open(folder: string): Promise<Box> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const box = new Box(folder);
    const names = readdirSync(folder)
      .filter((name) => fileName.test(name))
      .sort()
      .reverse();
    for (const name of names.slice(0, keptMails)) {
      const [, at, id] = fileName.exec(name) ?? [];
      const raw = readFileSync(join(folder, name));
      const end = raw.indexOf('\n');
      const recipients = raw.subarray(envelopeLine.length, end).toString('utf8').trim().split(', ');
      box.#mails.push({
        id: id ?? '',
        at: Number(at),
        recipients,
        mail: await parsed(raw.subarray(end + 1)),
      });
    }
    return box;
  }

  /** Keeps a mail; settled means that it is on the disk. */
  async take(raw: Buffer, recipients: string[]): Promise<Received> {
    const received = { id: randomUUID(), at: Date.now(), recipients, mail: await parsed(raw) };
    const file = this.#fileOf(received);
    await writeFile(
      `${file}.part`,
      Buffer.concat([Buffer.from(`${envelopeLine}${recipients.join(', ')}\n`), raw]),
      {
        mode: 0o600,
      },
    );
    await rename(`${file}.part`, file);
    this.#mails.unshift(received);
    const tooMany = this.#mails.splice(keptMails);
    await Promise.all(tooMany.map((old) => unlink(this.#fileOf(old)).catch(() => undefined)));
    return received;
  }

  /** The mails to an address, or all, the newest first. */
  list(recipient?: string): readonly Received[] {
    const wanted = recipient?.toLowerCase();
    return wanted === undefined
      ? this.#mails
      : this.#mails.filter(({ recipients }) => recipients.some((each) => each.toLowerCase() === wanted));
  }

  find(id: string): Received | undefined {
    return this.#mails.find((mail) => mail.id === id);
  }

  async empty(): Promise<void> {
    const all = this.#mails.splice(0);
    await Promise.all(all.map((old) => unlink(this.#fileOf(old)).catch(() => undefined)));
  }

  #fileOf({ at, id }: { at: number; id: string }): string {
    return join(this.#folder, `${at}-${id}.eml`);
  }
}

/** What cannot be read as a mail is shown as text. */
async function parsed(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  } catch {
    return { headers: [], headerLines: [], attachments: [], text: raw.toString('utf8') };
  }
}
