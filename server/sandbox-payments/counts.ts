import { everyAccount } from './accounts';
import type { Ledger } from './ledger';
import type { PaymentStatus } from './records';
import { refundedOf } from './wire';

function nothingYet() {
  const statuses: Record<PaymentStatus, number> = {
    ...{ requires_approval: 0, authorized: 0, captured: 0, voided: 0, declined: 0, expired: 0 },
  };
  return {
    ...{ token_requests: 0, tokens_issued: 0, payments: 0, statuses },
    ...{ captures: 0, captured_amount: 0, refunds: 0, refunded_amount: 0, webhooks_waiting: 0 },
  };
}
type Counts = ReturnType<typeof nothingYet>;

/** The bank's own count, by account: what it did, whatever shops believe. Amounts are minor units, whatever the currency. */
export function countsOf(ledger: Ledger): { accounts: Record<string, Counts> } {
  const accounts: Record<string, Counts> = {};
  const of = (account: string): Counts => {
    accounts[account] ??= nothingYet();
    return accounts[account];
  };
  for (const { id, tokenRequests, tokensIssued } of ledger.all('account')) {
    if (id === everyAccount) continue;
    Object.assign(of(id), { token_requests: tokenRequests, tokens_issued: tokensIssued });
  }
  for (const payment of ledger.all('payment')) {
    const counts = of(payment.account);
    counts.payments += 1;
    counts.statuses[payment.status] += 1;
    counts.captures += payment.captured > 0 ? 1 : 0;
    counts.captured_amount += payment.captured;
    counts.refunds += payment.refunds.length;
    counts.refunded_amount += refundedOf(payment);
  }
  for (const { account, copiesLeft } of ledger.all('notice')) of(account).webhooks_waiting += copiesLeft;
  return { accounts };
}
