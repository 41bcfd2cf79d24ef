import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookSecret } from './secrets';
import { buyerDecides, openTestBank, openTestShop, openWebhookDoor, type TestBank } from './test-bank';

let bank: TestBank;
beforeAll(async () => {
  bank = await openTestBank();
});
afterAll(() => bank?.close());

/** A payment of a shop that has a door for webhooks: approved, captured, and a part of it refunded. */
async function sellTo(account: string, door: { url: string }, nth = account) {
  const shop = await openTestShop(bank, account, door.url);
  const { body } = await shop.create(`${nth}-1`);
  await buyerDecides(body.approval_url, 'approve');
  await shop.capture(body.id, `${nth}-2`);
  await shop.refund(body.id, `${nth}-3`, 1_000);
  return body.id as string;
}
const inOrder = ['payment.authorized', 'payment.captured', 'payment.refunded'];

describe('webhooks', () => {
  it('tell each change, signed with the time', async () => {
    const door = await openWebhookDoor();
    const id = await sellTo('plain', door);
    await expect.poll(door.types).toHaveLength(3);
    expect(door.types().sort()).toEqual(inOrder);
    for (const { body, headers } of door.heard) {
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['sandbox-signature'])) ?? [];
      const secret = webhookSecret(bank.sharedSecret);
      expect(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')).toBe(v1);
      expect(Math.abs(Number(t) * 1000 - Date.now())).toBeLessThan(10_000);
      expect(JSON.parse(body)).toMatchObject({
        account: 'plain',
        payment_id: id,
        reference: 'booking-plain-1',
      });
    }
    await expect.poll(async () => (await bank.counts('plain')).webhooks_waiting).toBe(0);
    await door.close();
  });

  it('are sent again until the shop takes them, under the same id', async () => {
    const door = await openWebhookDoor((nth) => (nth <= 4 ? 503 : 200));
    await sellTo('refusing', door);
    await expect
      .poll(async () => (await bank.counts('refusing')).webhooks_waiting, { timeout: 10_000 })
      .toBe(0);
    expect(door.heard).toHaveLength(7);
    expect(new Set(door.heard.map(({ body }) => JSON.parse(body).id)).size).toBe(3);
    await door.close();
  });

  it('come late, twice and out of order when asked to', async () => {
    await bank.admin('PUT', '/accounts/shuffled', { webhooks: { late_ms: 200, spread_ms: 600, copies: 2 } });
    const door = await openWebhookDoor();
    const ids = await Promise.all('abcdefgh'.split('').map((nth) => sellTo('shuffled', door, nth)));
    await expect.poll(door.types, { timeout: 10_000 }).toHaveLength(48);
    const heard = door.heard.map(({ body }) => JSON.parse(body));
    const firstOf = ids.map((id) => {
      const types = heard.filter(({ payment_id }) => payment_id === id).map(({ type }) => type);
      expect(types.sort()).toEqual([...inOrder, ...inOrder].sort());
      return inOrder.map((type) => heard.findIndex((one) => one.payment_id === id && one.type === type));
    });
    expect(new Set(heard.map(({ id }) => id)).size).toBe(24);
    const inversions = firstOf.filter(([a = 0, b = 0, c = 0]) => a > b || b > c);
    expect(inversions).not.toHaveLength(0);
    expect(
      Math.min(...heard.map(({ created_at }, nth) => (door.heard[nth]?.at ?? 0) - Date.parse(created_at))),
    ).toBeGreaterThan(190);
    await door.close();
  });

  it('that a killed bank had not brought home are sent by the next, and any again on request', async () => {
    let open = false;
    const door = await openWebhookDoor(() => (open ? 200 : 503));
    const id = await sellTo('killed', door);
    await bank.server.kill9();
    // What was on its way when the bank died has arrived.
    await expect.poll(() => door.connections()).toBe(0);
    open = true;
    const before = door.heard.length;
    await bank.server.restart();
    await expect
      .poll(async () => (await bank.counts('killed')).webhooks_waiting, { timeout: 10_000 })
      .toBe(0);
    expect(door.types().slice(before).sort()).toEqual(inOrder);
    const { notices } = (await bank.admin('GET', `/notices?payment_id=${id}`)).body;
    await bank.admin('POST', `/notices/${notices[0].id}/resend`);
    await expect.poll(() => door.heard.length - before).toBe(4);
    await door.close();
  });
});
