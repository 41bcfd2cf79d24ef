import { type Context, Hono } from 'hono';
import { bearerOf, type Env, jsonOf, read, tell, tellWithFaults } from './answer';
import type { Bank } from './bank';
import type { KeyedCall } from './payments';
import type { Fault } from './records';
import { type Reply, refusal } from './reply';
import { createWish, refundWish, tokenWish } from './wire';

const noKey = refusal(400, 'idempotency_key_required', 'Send an Idempotency-Key of 1 to 255 characters.');
const noToken = refusal(401, 'invalid_token', 'The access token is missing, unknown or expired.');

/** What shops call: tokens and payments. */
export function merchantRoutes(bank: Bank): Hono<Env> {
  const routes = new Hono<Env>();

  routes.post('/oauth/token', async (context) => {
    const asked = read(tokenWish, await context.req.parseBody());
    if (!asked.ok) return tell(context, bank, asked.reply);
    const { client_id, client_secret } = asked.wish;
    const call = { account: client_id, on: 'token' } as const;
    return tellWithFaults(context, bank, call, () => bank.tokens.grant(client_id, client_secret));
  });

  routes.use('/payments/*', async (context, next) => {
    const account = bank.tokens.accountOf(bearerOf(context));
    if (account === undefined) return tell(context, bank, noToken);
    context.set('account', account);
    await next();
  });

  /** A call with an idempotency key; the same key goes with the same words only. */
  const change = (
    context: Context<Env>,
    on: Fault['on'],
    wish: unknown,
    run: (call: KeyedCall) => Reply,
  ): Promise<Response> => {
    const key = context.req.header('Idempotency-Key') ?? '';
    if (key.length < 1 || key.length > 255) return tell(context, bank, noKey);
    const account = context.get('account');
    const asked = `${context.req.path} ${JSON.stringify(wish)}`;
    return tellWithFaults(context, bank, { account, on }, () => run({ account, key, asked }));
  };

  routes.post('/payments', async (context) => {
    const asked = read(createWish, await jsonOf(context));
    if (!asked.ok) return tell(context, bank, asked.reply);
    return change(context, 'create', asked.wish, (call) => bank.payments.create(call, asked.wish));
  });

  routes.get('/payments/:id', (context) => {
    const account = context.get('account');
    const id = context.req.param('id');
    return tellWithFaults(context, bank, { account, on: 'get' }, () => bank.payments.get(account, id));
  });

  routes.post('/payments/:id/capture', (context) => {
    const id = context.req.param('id');
    return change(context, 'capture', null, (call) => bank.payments.capture(call, id));
  });

  routes.post('/payments/:id/void', (context) => {
    const id = context.req.param('id');
    return change(context, 'void', null, (call) => bank.payments.void(call, id));
  });

  routes.post('/payments/:id/refunds', async (context) => {
    const asked = read(refundWish, await jsonOf(context));
    if (!asked.ok) return tell(context, bank, asked.reply);
    const id = context.req.param('id');
    return change(context, 'refund', asked.wish, (call) => bank.payments.refund(call, id, asked.wish.amount));
  });

  return routes;
}
