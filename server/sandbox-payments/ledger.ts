import { Journal } from './journal';
import type { Account, KeyedAnswer, Notice, Payment, Token } from './records';

interface Tables {
  account: Account;
  token: Token;
  payment: Payment;
  answer: KeyedAnswer;
  notice: Notice;
}
type Table = keyof Tables;

/** One record in its newest state. Rows written together are one line of the journal: all of them last, or none. */
export type Row = { [T in Table]: [table: T, record: Tables[T]] }[Table];

/** All the bank knows: in memory for reading, in the journal for ever. */
export class Ledger {
  readonly #journal: Journal;
  readonly #tables: { [T in Table]: Map<string, Tables[T]> } = {
    account: new Map(),
    token: new Map(),
    payment: new Map(),
    answer: new Map(),
    notice: new Map(),
  };

  private constructor(journal: Journal, lines: string[]) {
    this.#journal = journal;
    for (const line of lines) {
      for (const row of JSON.parse(line) as Row[]) this.#put(row);
    }
  }

  /** Reads the journal and goes on with it. Throws when it cannot be read or written. */
  static async open(path: string): Promise<Ledger> {
    const { journal, lines } = await Journal.open(path);
    return new Ledger(journal, lines);
  }

  #put([table, record]: Row): void {
    (this.#tables[table] as Map<string, Row[1]>).set(record.id, record);
  }

  find<T extends Table>(table: T, id: string): Tables[T] | undefined {
    return this.#tables[table].get(id);
  }

  all<T extends Table>(table: T): Iterable<Tables[T]> {
    return this.#tables[table].values();
  }

  /** Counts from now on; nobody may be told before `kept` has settled. */
  write(...rows: Row[]): void {
    for (const row of rows) this.#put(row);
    this.#journal.append(JSON.stringify(rows));
  }

  kept(): Promise<void> {
    return this.#journal.kept();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}
