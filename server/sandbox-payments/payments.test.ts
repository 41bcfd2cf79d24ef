import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buyerDecides, openTestBank, openTestShop, type TestBank } from './test-bank';

let bank: TestBank;
let shop: Awaited<ReturnType<typeof openTestShop>>;
beforeAll(async () => {
  bank = await openTestBank();
  shop = await openTestShop(bank, 'harbor');
});
afterAll(() => bank?.close());

const statusOf = async (id: string) => (await shop.get(id)).body.status;

describe('a payment', () => {
  it('is approved on the page, captured, and given back in parts up to what was captured', async () => {
    const { status, body } = await shop.create('whole');
    expect([status, body.status]).toEqual([201, 'requires_approval']);
    const page = await fetch(body.approval_url, { headers: { 'Accept-Language': 'en' } });
    expect(await page.text()).toContain('₩10,000');
    const back = await buyerDecides(body.approval_url, 'approve');
    expect(back).toEqual({ status: 303, location: `http://localhost:9/back?payment_id=${body.id}` });
    expect(await statusOf(body.id)).toBe('authorized');
    expect((await shop.capture(body.id, 'whole-capture')).body).toMatchObject({
      ...{ status: 'captured', captured_amount: 10_000 },
    });
    expect((await shop.refund(body.id, 'whole-r1', 4_000)).body.refunded_amount).toBe(4_000);
    const tooMuch = await shop.refund(body.id, 'whole-r2', 6_001);
    expect([tooMuch.status, tooMuch.body.error.refundable_amount]).toEqual([422, 6_000]);
    expect((await shop.refund(body.id, 'whole-r2', 6_000)).body.refunded_amount).toBe(10_000);
  });

  it('that the buyer declines cannot be captured, and stays declined', async () => {
    const { body } = await shop.create('declined');
    await buyerDecides(body.approval_url, 'decline');
    await buyerDecides(body.approval_url, 'approve');
    expect((await shop.get(body.id)).body).toMatchObject({
      ...{ status: 'declined', decline_reason: 'declined_by_issuer' },
    });
    expect((await shop.capture(body.id, 'declined-capture')).body.error).toMatchObject({
      ...{ code: 'wrong_status', status: 'declined' },
    });
  });

  it('asks for a security code: the right one approves, three wrong ones decline', async () => {
    const { body: right } = await shop.create('code');
    await buyerDecides(right.approval_url, 'challenge');
    const page = await (await fetch(`${right.approval_url}?lang=en`)).text();
    const code = /code is (\d{6})/.exec(page)?.[1] ?? '';
    await buyerDecides(right.approval_url, 'code', code);
    expect(await statusOf(right.id)).toBe('authorized');

    const { body: wrong } = await shop.create('wrong-code');
    await buyerDecides(wrong.approval_url, 'challenge');
    for (let tries = 0; tries < 3; tries += 1) await buyerDecides(wrong.approval_url, 'code', 'xxxxxx');
    expect((await shop.get(wrong.id)).body.decline_reason).toBe('challenge_failed');
  });

  it('that the buyer walks away from stays open until its time is over', async () => {
    const { body } = await shop.create('away', { approve_by: new Date(Date.now() + 1000).toISOString() });
    expect((await buyerDecides(body.approval_url, 'leave')).location).toContain('payment_id=');
    expect(await statusOf(body.id)).toBe('requires_approval');
    await expect.poll(() => statusOf(body.id), { timeout: 5_000 }).toBe('expired');
    await buyerDecides(body.approval_url, 'approve');
    expect(await statusOf(body.id)).toBe('expired');
  });

  it('can be let go of before its capture, not after', async () => {
    const { body } = await shop.create('void');
    await buyerDecides(body.approval_url, 'approve');
    expect((await shop.void(body.id, 'void-1')).body.status).toBe('voided');
    expect((await shop.capture(body.id, 'void-2')).status).toBe(409);
  });

  it("is another account's secret, and its page is reached with its key alone", async () => {
    const { body } = await shop.create('secret');
    const stranger = await openTestShop(bank, 'stranger');
    expect((await stranger.get(body.id)).status).toBe(404);
    expect((await stranger.capture(body.id, 'steal')).status).toBe(404);
    expect((await fetch(`${body.approval_url}x`)).status).toBe(404);
  });

  it('that makes no sense is refused with each fault named', async () => {
    const { status, body } = await shop.create('nonsense', { amount: 1.5, currency: 'won', tip: 1 });
    expect(status).toBe(400);
    for (const word of ['amount', 'currency', 'tip']) expect(body.error.message).toContain(word);
    expect((await shop.call('POST', '/payments', undefined, {})).status).toBe(400);
  });
});

describe('an access token', () => {
  it('is given for the right secret, and ends in time', async () => {
    expect((await shop.askToken('wrong secret, long enough')).body.error.code).toBe('invalid_client');
    await bank.admin('PUT', '/accounts/brief', { token_seconds: 1 });
    const brief = await openTestShop(bank, 'brief');
    expect((await brief.create('b1')).status).toBe(201);
    await expect.poll(async () => (await brief.create('b1')).status, { timeout: 5_000 }).toBe(401);
  });

  it('is not given to who asks too often, and that is counted', async () => {
    await bank.admin('PUT', '/accounts/eager', { token_requests_per_minute: 2 });
    const eager = await openTestShop(bank, 'eager');
    expect((await eager.askToken()).status).toBe(200);
    const third = await eager.askToken();
    expect([third.status, Number(third.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(await bank.counts('eager')).toMatchObject({ token_requests: 3, tokens_issued: 2 });
  });

  it('ends with the secret it was got with, and, where the account says so, with the next token', async () => {
    const changed = await openTestShop(bank, 'changed');
    await bank.admin('PUT', '/accounts/changed', { client_secret: 'another secret than before' });
    expect((await changed.create('c1')).status).toBe(401);
    expect((await changed.askToken()).status).toBe(401);
    expect((await changed.askToken('another secret than before')).status).toBe(200);

    await bank.admin('PUT', '/accounts/single', { supersede_tokens: true });
    const single = await openTestShop(bank, 'single');
    await single.askToken();
    expect((await single.create('s1')).status).toBe(401);
  });
});

it('lets nobody at the switches without the admin token', async () => {
  expect((await fetch(`${bank.url}/admin/counts`)).status).toBe(401);
});
