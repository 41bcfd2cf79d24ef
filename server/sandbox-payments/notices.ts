import { randomUUID } from 'node:crypto';
import { settingsOf } from './accounts';
import type { Ledger, Row } from './ledger';
import type { Notice, Payment } from './records';
import { signature, webhookSecret } from './secrets';

const firstRetryMs = 250;
const longestRetryMs = 60_000;
const giveUpMs = 24 * 3_600_000;
const answerLimitMs = 5_000;
const atOnce = 16;

/** Tells shops what became of their payments, at least once: until they answer 2xx, for a day. */
export class Notices {
  readonly #ledger: Ledger;
  readonly #secret: string;
  readonly #timers = new Set<NodeJS.Timeout>();
  #underWay = 0;
  readonly #queue: (() => void)[] = [];
  readonly #stopped = new AbortController();

  constructor(ledger: Ledger, secret: string) {
    this.#ledger = ledger;
    this.#secret = webhookSecret(secret);
  }

  /** The row of a new notice; to be written with the change it tells of, and scheduled after that. */
  row(payment: Payment, type: string): Row {
    const notice: Notice = {
      id: `notice_${randomUUID()}`,
      type: `payment.${type}`,
      account: payment.account,
      paymentId: payment.id,
      reference: payment.reference,
      url: payment.webhookUrl,
      createdAt: Date.now(),
      copiesLeft: settingsOf(this.#ledger, payment.account).webhooks.copies,
    };
    return ['notice', notice];
  }

  /** Sends what earlier runs did not bring home. */
  resume(): void {
    for (const notice of this.#ledger.all('notice')) this.schedule(notice);
  }

  /** Sends each copy of a notice when it is due by the account's settings. */
  schedule({ id, account, copiesLeft }: Notice): void {
    const { lateMs, spreadMs } = settingsOf(this.#ledger, account).webhooks;
    for (let copy = 0; copy < copiesLeft; copy += 1) {
      this.#later(lateMs + Math.random() * spreadMs, id, firstRetryMs);
    }
  }

  /** Sends one copy more, now. */
  resend(notice: Notice): void {
    const again = { ...notice, copiesLeft: notice.copiesLeft + 1 };
    this.#ledger.write(['notice', again]);
    this.#later(0, notice.id, firstRetryMs);
  }

  stop(): void {
    this.#stopped.abort();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #later(waitMs: number, id: string, retryMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#underWay < atOnce) void this.#deliver(id, retryMs);
      else this.#queue.push(() => void this.#deliver(id, retryMs));
    }, waitMs);
    this.#timers.add(timer);
  }

  async #deliver(id: string, retryMs: number): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    this.#underWay += 1;
    const told = await this.#post(this.#ledger.find('notice', id));
    this.#underWay -= 1;
    this.#queue.shift()?.();
    // Other copies may have come home meanwhile.
    const notice = this.#ledger.find('notice', id);
    if (!notice || this.#stopped.signal.aborted) return;
    if (told) this.#ledger.write(['notice', { ...notice, copiesLeft: notice.copiesLeft - 1 }]);
    else if (Date.now() < notice.createdAt + giveUpMs) {
      this.#later(retryMs, id, Math.min(retryMs * 2, longestRetryMs));
    } else this.#ledger.write(['notice', { ...notice, copiesLeft: 0 }]);
  }

  async #post(notice: Notice | undefined): Promise<boolean> {
    if (!notice) return true;
    const body = JSON.stringify({
      id: notice.id,
      type: notice.type,
      account: notice.account,
      payment_id: notice.paymentId,
      reference: notice.reference,
      created_at: new Date(notice.createdAt).toISOString(),
    });
    const headers = {
      'Content-Type': 'application/json',
      'Sandbox-Signature': signature(this.#secret, body, Date.now()),
    };
    try {
      const signal = AbortSignal.any([AbortSignal.timeout(answerLimitMs), this.#stopped.signal]);
      const answer = await fetch(notice.url, { method: 'POST', redirect: 'manual', headers, body, signal });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }
}
