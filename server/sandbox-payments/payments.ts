import { randomBytes, randomUUID } from 'node:crypto';
import type { Ledger, Row } from './ledger';
import type { Notices } from './notices';
import type { Payment } from './records';
import { type Reply, refusal } from './reply';
import { sameSecret, sha256 } from './secrets';
import { type CreateWish, paymentBody, refundedOf } from './wire';

/** For who says nothing of it. */
const usualApprovalMs = 900_000;

/** A call that changes something: it carries a key, and what it asked for. */
export interface KeyedCall {
  account: string;
  key: string;
  asked: string;
}

/** A change to a payment, and what the shop is told of it. */
type Change = { payment: Payment; told?: string };

const notFound = refusal(404, 'payment_not_found', 'There is no such payment.');

/** Payments and what may become of them. Everything here happens in one step of the event loop: nothing races. */
export class Payments {
  readonly #ledger: Ledger;
  readonly #notices: Notices;
  readonly #publicUrl: string;

  constructor(ledger: Ledger, notices: Notices, publicUrl: string) {
    this.#ledger = ledger;
    this.#notices = notices;
    this.#publicUrl = publicUrl;
  }

  create(call: KeyedCall, wish: CreateWish): Reply {
    const now = Date.now();
    return this.#once(call, 201, () => ({
      payment: {
        ...{
          id: `pay_${randomUUID()}`,
          account: call.account,
          approvalKey: randomBytes(24).toString('base64url'),
        },
        ...{ reference: wish.reference, merchant: wish.merchant, description: wish.description },
        ...{ amount: wish.amount, currency: wish.currency, status: 'requires_approval' },
        ...{ returnUrl: wish.return_url, webhookUrl: wish.webhook_url, createdAt: now },
        ...{ approveBy: wish.approve_by ? Date.parse(wish.approve_by) : now + usualApprovalMs },
        ...{ captured: 0, refunds: [] },
      },
    }));
  }

  get(account: string, id: string): Reply {
    const payment = this.find(account, id);
    return payment ? { status: 200, body: paymentBody(payment, this.#publicUrl) } : notFound;
  }

  /** Takes what was authorized, whole. */
  capture(call: KeyedCall, id: string): Reply {
    return this.#change(call, id, (payment) => {
      if (payment.status !== 'authorized') return wrongStatus(payment);
      return { payment: { ...payment, status: 'captured', captured: payment.amount }, told: 'captured' };
    });
  }

  /** Lets go of what was not captured, approved or not. */
  void(call: KeyedCall, id: string): Reply {
    return this.#change(call, id, (payment) => {
      if (payment.status !== 'authorized' && payment.status !== 'requires_approval')
        return wrongStatus(payment);
      return { payment: { ...payment, status: 'voided' }, told: 'voided' };
    });
  }

  /** Gives back all or a part of what was captured. */
  refund(call: KeyedCall, id: string, amount: number): Reply {
    return this.#change(call, id, (payment) => {
      if (payment.status !== 'captured') return wrongStatus(payment);
      const left = payment.captured - refundedOf(payment);
      if (amount > left) {
        return refusal(422, 'refund_too_large', 'More than what is left of the payment.', {
          refundable_amount: left,
        });
      }
      const refunds = [...payment.refunds, { id: `refund_${randomUUID()}`, amount }];
      return { payment: { ...payment, refunds }, told: 'refunded' };
    });
  }

  /** An account's payment as it stands at this moment: one nobody approved in time has expired. */
  find(account: string, id: string): Payment | undefined {
    const payment = this.#ledger.find('payment', id);
    return payment?.account === account ? this.#inTime(payment) : undefined;
  }

  /** The payment behind an approval page. */
  findForApproval(id: string, key: string): Payment | undefined {
    const payment = this.#ledger.find('payment', id);
    return payment && sameSecret(key, payment.approvalKey) ? this.#inTime(payment) : undefined;
  }

  /** Ends what nobody approved in time. */
  expire(): void {
    for (const payment of this.#ledger.all('payment')) this.#inTime(payment);
  }

  /** What a buyer's decision, or time, makes of a payment; tells the shop. */
  settle({ payment, told }: Change): Payment {
    this.#write([], { payment, told });
    return payment;
  }

  #inTime(payment: Payment): Payment {
    if (payment.status !== 'requires_approval' || payment.approveBy > Date.now()) return payment;
    return this.settle({ payment: { ...payment, status: 'expired' }, told: 'expired' });
  }

  #change(call: KeyedCall, id: string, judge: (payment: Payment) => Change | Reply): Reply {
    return this.#once(call, 200, () => {
      const payment = this.find(call.account, id);
      return payment ? judge(payment) : notFound;
    });
  }

  /** Does it once for each key; a repeat gets the first answer. Only what had an effect is kept: a "no" leaves the key free. */
  #once({ account, key, asked }: KeyedCall, status: number, work: () => Change | Reply): Reply {
    const id = `${account}/${key}`;
    const earlier = this.#ledger.find('answer', id);
    if (earlier) {
      return earlier.asked === sha256(asked)
        ? { status: earlier.status, body: earlier.body, headers: { 'Idempotency-Replayed': 'true' } }
        : refusal(422, 'idempotency_key_reused', 'This key was used for something else.');
    }
    const done = work();
    if ('status' in done) return done;
    const body = paymentBody(done.payment, this.#publicUrl);
    this.#write([['answer', { id, asked: sha256(asked), status, body }]], done);
    return { status, body };
  }

  #write(rows: Row[], { payment, told }: Change): void {
    const notice = told ? this.#notices.row(payment, told) : undefined;
    this.#ledger.write(...rows, ['payment', payment], ...(notice ? [notice] : []));
    if (notice?.[0] === 'notice') {
      const [, record] = notice;
      void this.#ledger.kept().then(() => this.#notices.schedule(record));
    }
  }
}

function wrongStatus(payment: Payment): Reply {
  return refusal(409, 'wrong_status', `The payment is ${payment.status}.`, { status: payment.status });
}
