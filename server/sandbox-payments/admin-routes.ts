import { Hono } from 'hono';
import { accountOf, everyAccount } from './accounts';
import { bearerOf, type Env, jsonOf, read, tell } from './answer';
import type { Bank } from './bank';
import { countsOf } from './counts';
import type { Account, AccountSettings } from './records';
import { refusal } from './reply';
import { sameSecret, sha256 } from './secrets';
import { type AccountWish, accountId, accountWish, paymentBody } from './wire';

const notAdmin = refusal(401, 'not_admin', 'This needs the admin token.');
const noSuch = refusal(404, 'not_found', 'There is nothing of this name.');

/** For whoever runs the practice: switches for faults, and the bank's own count of what it did. */
export function adminRoutes(bank: Bank, publicUrl: string): Hono<Env> {
  const routes = new Hono<Env>();

  routes.use('*', async (context, next) => {
    if (!sameSecret(bearerOf(context), bank.adminToken)) return tell(context, bank, notAdmin);
    await next();
  });

  routes.get('/counts', (context) => tell(context, bank, { status: 200, body: countsOf(bank.ledger) }));

  routes.get('/payments', (context) => {
    const { account, status } = context.req.query();
    const payments = [...bank.ledger.all('payment')]
      .filter(
        (payment) => (!account || payment.account === account) && (!status || payment.status === status),
      )
      .map((payment) => paymentBody(payment, publicUrl));
    return tell(context, bank, { status: 200, body: { payments } });
  });

  routes.get('/notices', (context) => {
    const { payment_id } = context.req.query();
    const notices = [...bank.ledger.all('notice')]
      .filter(({ paymentId }) => !payment_id || paymentId === payment_id)
      .map(({ id, type, paymentId, copiesLeft }) => ({
        id,
        type,
        payment_id: paymentId,
        copies_left: copiesLeft,
      }));
    return tell(context, bank, { status: 200, body: { notices } });
  });

  routes.post('/notices/:id/resend', (context) => {
    const notice = bank.ledger.find('notice', context.req.param('id'));
    if (!notice) return tell(context, bank, noSuch);
    bank.notices.resend(notice);
    return tell(context, bank, { status: 200, body: {} });
  });

  routes.put('/accounts/:id', async (context) => {
    const id = context.req.param('id');
    if (id !== everyAccount && !accountId.safeParse(id).success) return tell(context, bank, noSuch);
    const asked = read(accountWish, await jsonOf(context));
    if (!asked.ok) return tell(context, bank, asked.reply);
    const changed = withWish(accountOf(bank.ledger, id), asked.wish);
    bank.ledger.write(['account', changed]);
    // Who took away a secret wants what was got with it to end too.
    if (asked.wish.client_secret) bank.tokens.revoke(id);
    return tell(context, bank, { status: 200, body: { id, settings: changed.settings } });
  });

  routes.post('/accounts/:id/revoke-tokens', (context) => {
    bank.tokens.revoke(context.req.param('id'));
    return tell(context, bank, { status: 200, body: {} });
  });

  return routes;
}

function withWish(account: Account, wish: AccountWish): Account {
  const settings: Partial<AccountSettings> = { ...account.settings };
  if (wish.token_seconds !== undefined) settings.tokenSeconds = wish.token_seconds;
  if (wish.token_requests_per_minute !== undefined) {
    settings.tokenRequestsPerMinute = wish.token_requests_per_minute;
  }
  if (wish.supersede_tokens !== undefined) settings.supersedeTokens = wish.supersede_tokens;
  if (wish.faults) settings.faults = wish.faults;
  if (wish.webhooks) {
    const { late_ms, spread_ms, copies } = wish.webhooks;
    settings.webhooks = { lateMs: late_ms, spreadMs: spread_ms, copies };
  }
  const secretHash = wish.client_secret ? sha256(wish.client_secret) : account.secretHash;
  return { ...account, settings, ...(secretHash && { secretHash }) };
}
