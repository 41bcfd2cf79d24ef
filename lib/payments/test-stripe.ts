/**
 * A stand-in for api.stripe.com that speaks as much of it as we use. Written from Stripe's documents: it proves what we
 * send, how we read answers and failures, and that the SDK's limits work; what Stripe itself does it cannot prove. Not
 * used by the product.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
  method: string;
  path: string;
  form: Record<string, string>;
  key: string | undefined;
  account: string | undefined;
}
type Told = { status: number; body: object } | 'silence' | 'cut';

/** What became of the money of a session. */
interface Intent {
  id: string;
  status: string;
  amount_received: number;
  latest_charge: { object: 'charge'; amount_refunded: number } | null;
}
interface Session {
  id: string;
  object: 'checkout.session';
  status: string;
  url: string | null;
  amount_total: number;
  currency: string;
  metadata: Record<string, string>;
  payment_intent: Intent | null;
}

interface Refund {
  id: string;
  payment_intent: string;
  amount: number;
  metadata: Record<string, string>;
  status: string;
}

const failure = (status: number, error: object): Told => ({ status, body: { error } });

/** A stand-in, with one session at most for each idempotency key. */
export async function openTestStripe() {
  const sessions = new Map<string, Session>();
  const refunds: Refund[] = [];
  let refundStatus = 'succeeded';
  const asked: Asked[] = [];
  const answers = new Map<string, Told>();
  let next: { told: Told; before?: (() => void) | undefined; stored?: boolean } | undefined;
  let nextAfter: Told | undefined;

  const metadataOf = (form: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(form).flatMap(([name, value]) => {
        const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
        return key ? [[key, value]] : [];
      }),
    );
  const byIntent = (id: string) =>
    [...sessions.values()].find(({ payment_intent }) => payment_intent?.id === id);

  function act({ method, path, form }: Asked): Told {
    const { pathname, searchParams } = new URL(path, 'http://stripe');
    const [noun = '', id = '', verb] = pathname.replace(/^\/v1\/(checkout\/)?/, '').split('/');
    if (noun === 'sessions' && method === 'POST' && !id) return create(form);
    if (noun === 'sessions') return session(id, verb);
    if (noun === 'payment_intents') return intent(id, verb);
    if (noun === 'refunds' && method === 'POST') return refund(form);
    const wanted = searchParams.get('payment_intent');
    return {
      status: 200,
      body: { object: 'list', data: refunds.filter((one) => one.payment_intent === wanted) },
    };
  }
  function create(form: Record<string, string>): Told {
    const id = `cs_test_${sessions.size + 1}`;
    const session: Session = {
      ...{ id, object: 'checkout.session', status: 'open', url: `https://checkout.stripe.com/${id}` },
      amount_total: Number(form['line_items[0][price_data][unit_amount]']),
      currency: form['line_items[0][price_data][currency]'] ?? '',
      ...{ metadata: metadataOf(form), payment_intent: null },
    };
    sessions.set(id, session);
    return { status: 200, body: session };
  }
  function session(id: string, verb: string | undefined): Told {
    const found = sessions.get(id);
    if (!found) return failure(404, { type: 'invalid_request_error', code: 'resource_missing' });
    if (verb === 'expire') {
      if (found.status !== 'open')
        return failure(400, { type: 'invalid_request_error', message: 'not open' });
      Object.assign(found, { status: 'expired', url: null });
    }
    return { status: 200, body: found };
  }
  function intent(id: string, verb: string | undefined): Told {
    const found = byIntent(id);
    const one = found?.payment_intent;
    if (!one) return failure(404, { type: 'invalid_request_error', code: 'resource_missing' });
    if (one.status !== 'requires_capture') {
      return failure(400, { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' });
    }
    if (verb === 'capture') Object.assign(one, { status: 'succeeded', amount_received: found.amount_total });
    else one.status = 'canceled';
    return { status: 200, body: { ...one, latest_charge: 'ch_1' } };
  }
  function refund(form: Record<string, string>): Told {
    const found = byIntent(form.payment_intent ?? '');
    const charge = found?.payment_intent?.latest_charge;
    const amount = Number(form.amount);
    if (!found || !charge) return failure(404, { type: 'invalid_request_error', code: 'resource_missing' });
    if (charge.amount_refunded + amount > found.amount_total) {
      return failure(400, { type: 'invalid_request_error', code: 'amount_too_large' });
    }
    charge.amount_refunded += amount;
    const made = {
      id: `re_${refunds.length}`,
      payment_intent: form.payment_intent ?? '',
      amount,
      metadata: metadataOf(form),
      status: refundStatus,
    };
    refunds.push(made);
    return { status: 200, body: { ...made, object: 'refund' } };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const header = (name: string) => request.headers[name] as string | undefined;
    const one: Asked = {
      ...{
        method: request.method ?? '',
        path: request.url ?? '',
        form: Object.fromEntries(new URLSearchParams(text)),
      },
      ...{ key: header('idempotency-key'), account: header('stripe-account') },
    };
    asked.push(one);
    const changes = one.method === 'POST';
    let told: Told | undefined;
    if (changes && next) {
      next.before?.();
      told = next.told;
      if (next.stored && one.key) answers.set(one.key, told);
      next = undefined;
    }
    const replayed = told === undefined && changes && one.key ? answers.get(one.key) : undefined;
    if (!told) {
      told = replayed ?? act(one);
      if (changes && one.key) answers.set(one.key, told);
      if (changes && nextAfter) told = nextAfter;
      if (changes) nextAfter = undefined;
    }
    if (told === 'silence') return;
    if (told === 'cut') return void request.socket.destroy();
    const headers = {
      'Content-Type': 'application/json',
      ...(replayed && { 'Idempotent-Replayed': 'true' }),
    };
    response.writeHead(told.status, headers).end(JSON.stringify(told.body));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ at: { protocol: 'http' as const, host: '127.0.0.1', port }, asked, refunds },
    /** The next change is answered so, and not made; something else may happen just before. */
    fail: (told: Told, before?: () => void) => {
      next = { told, before };
    },
    /** The next change fails at Stripe itself, and so does every repeat under its key. */
    failStored: (told: Told) => {
      next = { told, stored: true };
    },
    /** How refunds stand from now on. */
    refundsAre: (status: string) => {
      refundStatus = status;
      for (const one of refunds) one.status = status;
    },
    /** The next change is made, and answered so all the same. */
    failAfter: (told: Told) => {
      nextAfter = told;
    },
    forgetKeys: () => answers.clear(),
    /** The buyer pays on Stripe's page. */
    approve: (id: string) => {
      const found = sessions.get(id);
      const charge = { object: 'charge' as const, amount_refunded: 0 };
      const paid = { id: `pi_${id}`, status: 'requires_capture', amount_received: 0, latest_charge: charge };
      if (found) Object.assign(found, { status: 'complete', url: null, payment_intent: paid });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
