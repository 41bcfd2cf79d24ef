import { join } from 'node:path';
import { Faults } from './faults';
import { Ledger } from './ledger';
import { Notices } from './notices';
import { Payments } from './payments';
import { Tokens } from './tokens';

const expiryEveryMs = 500;

export interface Bank {
  ledger: Ledger;
  tokens: Tokens;
  payments: Payments;
  notices: Notices;
  faults: Faults;
  adminToken: string;
  close(): Promise<void>;
}

interface BankSettings {
  folder: string;
  secret: string;
  adminToken: string;
  /** Where buyers' browsers reach it, without a slash at the end. */
  publicUrl: string;
}

/** The bank as its journal has it, at work: expiring payments, bringing home webhooks. */
export async function openBank({ folder, secret, adminToken, publicUrl }: BankSettings): Promise<Bank> {
  const ledger = await Ledger.open(join(folder, 'journal.jsonl'));
  const notices = new Notices(ledger, secret);
  const payments = new Payments(ledger, notices, publicUrl);
  notices.resume();
  const expiring = setInterval(() => payments.expire(), expiryEveryMs);
  return {
    ...{
      ledger,
      tokens: new Tokens(ledger, secret),
      payments,
      notices,
      faults: new Faults(ledger),
      adminToken,
    },
    async close() {
      clearInterval(expiring);
      notices.stop();
      await ledger.close();
    },
  };
}
