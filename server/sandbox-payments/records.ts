/** requires_approval ends as authorized, declined, expired or voided; authorized as captured or voided. */
export type PaymentStatus =
  | 'requires_approval'
  | 'authorized'
  | 'captured'
  | 'voided'
  | 'declined'
  | 'expired';

export interface Payment {
  id: string;
  account: string;
  /** Names the approval page; not to be guessed. */
  approvalKey: string;
  /** What the shop calls it. */
  reference: string;
  merchant: string;
  description: string;
  /** Minor units of the currency. */
  amount: number;
  currency: string;
  status: PaymentStatus;
  returnUrl: string;
  webhookUrl: string;
  createdAt: number;
  approveBy: number;
  captured: number;
  refunds: { id: string; amount: number }[];
  declineReason?: string;
  /** A code was asked for, as a bank's app does. */
  challenge?: { code: string; wrong: number };
}

export interface Token {
  /** SHA-256 of what the shop was given. */
  id: string;
  account: string;
  expiresAt: number;
}

/** What was answered to an idempotency key. */
export interface KeyedAnswer {
  id: string;
  /** SHA-256 of what was asked. */
  asked: string;
  status: number;
  body: object;
}

/** A webhook to be told, some of its copies perhaps already. */
export interface Notice {
  id: string;
  type: string;
  account: string;
  paymentId: string;
  reference: string;
  url: string;
  createdAt: number;
  copiesLeft: number;
}

/** What is done wrong on purpose. */
export interface Fault {
  on: 'token' | 'create' | 'get' | 'capture' | 'void' | 'refund' | 'any';
  /**
   * slow: waits, then acts. slow_after: acts, then answers late. error: 500 and nothing done. error_after, cut: done,
   * then 500, or the connection cut.
   */
  kind: 'slow' | 'slow_after' | 'error' | 'error_after' | 'cut';
  ms: number;
  /** Of these calls, 0 to 1. */
  share: number;
  /** Ends after so many; 0 = never. */
  times: number;
}

export interface AccountSettings {
  tokenSeconds: number;
  tokenRequestsPerMinute: number;
  /** A new token ends the earlier ones. */
  supersedeTokens: boolean;
  /** Each copy of a webhook is sent after `lateMs` plus a random part of `spreadMs`: late, twice and out of order. */
  webhooks: { lateMs: number; spreadMs: number; copies: number };
  faults: Fault[];
}

/** One merchant; `*` holds what counts for all that say nothing of their own. */
export interface Account {
  id: string;
  /** SHA-256 of a secret that replaces the derived one. */
  secretHash?: string;
  settings: Partial<AccountSettings>;
  /** Asked for at all, and given. */
  tokenRequests: number;
  tokensIssued: number;
}
