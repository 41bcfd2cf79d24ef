import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buyerDecides, openTestBank, openTestShop, type TestBank } from './test-bank';

let bank: TestBank;
let shop: Awaited<ReturnType<typeof openTestShop>>;
beforeAll(async () => {
  bank = await openTestBank();
  shop = await openTestShop(bank, 'harbor');
});
afterAll(() => bank?.close());

async function approved(key: string): Promise<string> {
  const { body } = await shop.create(key);
  await buyerDecides(body.approval_url, 'approve');
  return body.id;
}
const setFaults = (faults: object[], account = 'harbor') =>
  bank.admin('PUT', `/accounts/${account}`, { faults });

describe('on request', () => {
  it('a call is cut off after its effect: asking shows the truth, and the same key the answer', async () => {
    const id = await approved('cut');
    await setFaults([{ on: 'capture', kind: 'cut', times: 1 }]);
    await expect(shop.capture(id, 'cut-capture')).rejects.toThrow();
    expect((await shop.get(id)).body.status).toBe('captured');
    const again = await shop.capture(id, 'cut-capture');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  });

  it('a call fails before or after its effect', async () => {
    const id = await approved('error');
    await setFaults([{ on: 'capture', kind: 'error', times: 1 }]);
    expect((await shop.capture(id, 'error-capture')).status).toBe(500);
    expect((await shop.get(id)).body.status).toBe('authorized');
    await setFaults([{ on: 'capture', kind: 'error_after', times: 1 }]);
    expect((await shop.capture(id, 'error-capture')).status).toBe(500);
    expect((await shop.get(id)).body.status).toBe('captured');
  });

  it('calls are slow, a share of them, for everybody or one account', async () => {
    await setFaults([]);
    await setFaults([{ on: 'get', kind: 'slow', ms: 1000 }], '*');
    const quick = await approved('slow');
    const from = performance.now();
    await shop.get(quick);
    expect(performance.now() - from).toBeLessThan(900);
    const other = await openTestShop(bank, 'other');
    const since = performance.now();
    await other.get(quick);
    expect(performance.now() - since).toBeGreaterThan(990);
    await setFaults([{ on: 'get', kind: 'error', share: 0.5 }], '*');
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async () => (await other.get(quick)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([404, 500]));
    await setFaults([], '*');
  });
});

describe('killed with -9', () => {
  it('forgets nothing it answered', async () => {
    const known = new Map<string, string>();
    let stopped = false;
    const selling = Array.from({ length: 8 }, async (_, seller) => {
      for (let nth = 0; !stopped; nth += 1) {
        try {
          const id = await approved(`k-${seller}-${nth}`);
          known.set(id, 'authorized');
          const { body } = await shop.capture(id, `kc-${seller}-${nth}`);
          known.set(id, body.status);
        } catch {
          return;
        }
      }
    });
    await expect.poll(() => known.size, { timeout: 15_000 }).toBeGreaterThan(60);
    await bank.server.kill9();
    stopped = true;
    await Promise.all(selling);
    await bank.server.restart();
    for (const [id, status] of known) {
      const now = (await shop.get(id)).body.status;
      // The answer to a capture may have been lost; one that was given is true.
      expect(status === 'captured' ? ['captured'] : ['authorized', 'captured']).toContain(now);
    }
  });

  it('in the middle of a line, goes on without that line', async () => {
    const id = await approved('torn');
    await bank.server.kill9();
    appendFileSync(bank.journal, '[["payment",{"id":"pay_to');
    await bank.server.restart();
    expect((await shop.get(id)).body.status).toBe('authorized');
    await shop.capture(id, 'torn-capture');
    await bank.server.kill9();
    await bank.server.restart();
    expect((await shop.get(id)).body.status).toBe('captured');
    expect(bank.readJournal()).not.toContain('pay_to"');
  });
});
