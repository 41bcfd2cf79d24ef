import type { Ledger } from './ledger';
import type { Account, AccountSettings } from './records';

/** The account whose settings count for all others. */
export const everyAccount = '*';

const defaults: AccountSettings = {
  tokenSeconds: 600,
  tokenRequestsPerMinute: 60,
  supersedeTokens: false,
  webhooks: { lateMs: 0, spreadMs: 0, copies: 1 },
  faults: [],
};

/** An account as it stands; one that was never heard of is a fresh one. */
export function accountOf(ledger: Ledger, id: string): Account {
  return ledger.find('account', id) ?? { id, settings: {}, tokenRequests: 0, tokensIssued: 0 };
}

/** What counts for an account: its own settings before everybody's, those before the defaults. */
export function settingsOf(ledger: Ledger, id: string): AccountSettings {
  return { ...defaults, ...accountOf(ledger, everyAccount).settings, ...accountOf(ledger, id).settings };
}
