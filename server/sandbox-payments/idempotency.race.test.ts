import { afterAll, beforeAll, expect, it } from 'vitest';
import { buyerDecides, openTestBank, openTestShop, type TestBank } from './test-bank';

let bank: TestBank;
let shop: Awaited<ReturnType<typeof openTestShop>>;
beforeAll(async () => {
  bank = await openTestBank();
  shop = await openTestShop(bank, 'harbor');
});
afterAll(() => bank?.close());

const fifty = Array.from({ length: 50 }, (_, index) => index);

async function approved(key: string): Promise<string> {
  const { body } = await shop.create(key);
  await buyerDecides(body.approval_url, 'approve');
  return body.id;
}

it('50 at once with one key make one payment, one capture, one refund, and hear the same', async () => {
  const created = await Promise.all(fifty.map(() => shop.create('same', { reference: 'same' })));
  expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
  expect(created.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(49);

  const { id, approval_url } = created[0]?.body ?? {};
  await buyerDecides(approval_url, 'approve');
  const captured = await Promise.all(fifty.map(() => shop.capture(id, 'same-capture')));
  expect(captured.map(({ body }) => body.status)).toEqual(fifty.map(() => 'captured'));
  await Promise.all(fifty.map(() => shop.refund(id, 'same-refund', 100)));
  expect(await bank.counts('harbor')).toMatchObject({
    payments: 1,
    captures: 1,
    refunds: 1,
    refunded_amount: 100,
  });
});

it('control: with a key each, 50 refunds are 50', async () => {
  const id = await approved('control');
  await shop.capture(id, 'control-capture');
  const before = await bank.counts('harbor');
  await Promise.all(fifty.map((n) => shop.refund(id, `control-${n}`, 100)));
  const after = await bank.counts('harbor');
  expect(after.refunds - before.refunds).toBe(50);
});

it('the same key for something else is refused, and a refusal leaves its key free', async () => {
  const id = await approved('other');
  expect((await shop.refund(id, 'other-refund', 100)).status).toBe(409);
  await shop.capture(id, 'other-capture');
  expect((await shop.refund(id, 'other-refund', 100)).status).toBe(200);
  expect((await shop.refund(id, 'other-refund', 200)).body.error.code).toBe('idempotency_key_reused');
  expect((await shop.void(id, 'other-capture')).body.error.code).toBe('idempotency_key_reused');
});

it('capture and void at once: one of them happens', async () => {
  for (const n of fifty.slice(0, 10)) {
    const id = await approved(`either-${n}`);
    const both = await Promise.all([shop.capture(id, `c-${n}`), shop.void(id, `v-${n}`)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  }
});
