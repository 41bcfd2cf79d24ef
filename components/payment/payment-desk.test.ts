import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaymentStage } from '@/lib/domain/purchase';
import { granted, refused } from '@/lib/domain/result';
import { PaymentDesk } from './payment-desk';
import type { PaymentShown } from './payment-shown';

const start = Date.parse('2026-12-01T10:00:00Z');

const shown = (stage: PaymentStage, more: Partial<PaymentShown> = {}): PaymentShown => ({
  ...{ code: 'CODE', status: 'PENDING', stage, provider: 'sandbox', declineReason: null },
  approvalUrl: stage === 'to_approve' ? 'https://bank.example/pay' : null,
  expiresAt: new Date(start + 600_000).toISOString(),
  total: { amount: 154_000, currency: 'KRW' },
  ...more,
});

/** A server that says what it is told to, and a page around the desk. */
function stage(first: PaymentShown, headed = false) {
  const server = { stands: first as PaymentShown | null, looks: 0, acts: [] as string[] };
  const page = { wentTo: [] as string[], signedOut: 0, failures: 0, hidden: false };
  const answer = () => {
    if (server.stands === null) throw new Error('cut off');
    return Promise.resolve(granted(server.stands));
  };
  const desk = new PaymentDesk(
    {
      look: async () => {
        server.looks += 1;
        return server.stands === null ? null : granted(server.stands);
      },
      again: async () => {
        server.acts.push('again');
        return answer();
      },
      giveUp: async () => {
        server.acts.push('giveUp');
        return answer();
      },
    },
    first,
    headed,
    () => Date.now(),
  );
  const ways = {
    toProvider: (url: string) => page.wentTo.push(url),
    signInAgain: () => {
      page.signedOut += 1;
      return true;
    },
    failed: () => {
      page.failures += 1;
    },
  };
  return { server, page, desk, ways };
}

describe('the payment desk', () => {
  let documentEvents: EventTarget & { hidden: boolean };
  let windowEvents: EventTarget;
  beforeEach(() => {
    vi.useFakeTimers({ now: start });
    documentEvents = Object.assign(new EventTarget(), { hidden: false });
    windowEvents = new EventTarget();
    vi.stubGlobal('document', documentEvents);
    vi.stubGlobal('window', windowEvents);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('goes to the provider once the payment it waits for is prepared, and only then', async () => {
    const { server, page, desk, ways } = stage(shown('starting'));
    const end = desk.start(ways);
    server.stands = shown('to_approve');
    await vi.advanceTimersByTimeAsync(3000);
    expect(page.wentTo).toEqual(['https://bank.example/pay']);
    expect(desk.current().doing).toBe('leaving');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.wentTo).toHaveLength(1);
    end();
  });

  it('leaves who came back undecided on the page', async () => {
    const { page, desk, ways } = stage(shown('to_approve'));
    const end = desk.start(ways);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.wentTo).toEqual([]);
    end();
  });

  it('goes to the provider where it was prepared before the page was there', async () => {
    const { page, desk, ways } = stage(shown('to_approve'), true);
    const end = desk.start(ways);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.wentTo).toEqual(['https://bank.example/pay']);
    end();
  });

  it('goes to the provider at once with another try', async () => {
    const { server, page, desk, ways } = stage(shown('declined', { declineReason: 'declined_by_issuer' }));
    const end = desk.start(ways);
    server.stands = shown('to_approve');
    await desk.again();
    expect(server.acts).toEqual(['again']);
    expect(page.wentTo).toEqual(['https://bank.example/pay']);
    end();
  });

  it('sends one of two clicks', async () => {
    const { server, desk, ways } = stage(shown('declined'));
    const end = desk.start(ways);
    await Promise.all([desk.again(), desk.again(), desk.giveUp()]);
    expect(server.acts).toEqual(['again']);
    end();
  });

  it('says when what is shown may be old, and catches up by itself', async () => {
    const { server, desk, ways } = stage(shown('working'));
    const end = desk.start(ways);
    server.stands = null;
    await vi.advanceTimersByTimeAsync(1500);
    expect(desk.current().live).toBe(true);
    await vi.advanceTimersByTimeAsync(1500);
    expect(desk.current().live).toBe(false);
    await vi.advanceTimersByTimeAsync(120_000);
    const asked = server.looks;
    // Later each time.
    expect(asked).toBeLessThan(15);
    server.stands = shown('paid', { status: 'CONFIRMED' });
    windowEvents.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.current()).toMatchObject({ live: true, payment: { stage: 'paid' } });
    // Nothing becomes of it any more.
    await vi.advanceTimersByTimeAsync(600_000);
    expect(server.looks).toBe(asked + 1);
    end();
  });

  it('looks at the moment the time is over', async () => {
    const { server, desk, ways } = stage(
      shown('to_approve', { expiresAt: new Date(start + 2500).toISOString() }),
    );
    const end = desk.start(ways);
    server.stands = shown('expired', { status: 'EXPIRED', expiresAt: null });
    await vi.advanceTimersByTimeAsync(3300);
    expect(desk.current().payment.stage).toBe('expired');
    end();
  });

  it('asks nothing while nobody looks, and at once when somebody does', async () => {
    const { server, desk, ways } = stage(shown('working'));
    documentEvents.hidden = true;
    const end = desk.start(ways);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.looks).toBe(0);
    documentEvents.hidden = false;
    documentEvents.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(server.looks).toBe(1);
    end();
  });

  it('says when it takes longer than usual', async () => {
    const { desk, ways } = stage(shown('working'));
    const end = desk.start(ways);
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.current().slow).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(desk.current().slow).toBe(true);
    end();
  });

  it('tells an action without an answer, and looks what became of it', async () => {
    const { server, page, desk, ways } = stage(shown('to_approve'));
    const end = desk.start(ways);
    server.stands = null;
    await desk.giveUp();
    expect(desk.current()).toMatchObject({ lost: true, doing: 'nothing' });
    expect(page.failures).toBe(1);
    server.stands = shown('cancelled', { status: 'CANCELLED' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.current()).toMatchObject({ lost: false, payment: { stage: 'cancelled' } });
    end();
  });

  it('does not take an old answer for a new one', async () => {
    const { server, desk, ways } = stage(shown('to_approve'));
    let answer: (stands: PaymentShown) => void = () => undefined;
    const slow = new PaymentDesk(
      {
        look: () => new Promise((resolve) => (answer = (stands) => resolve(granted(stands)))),
        again: async () => granted(shown('to_approve')),
        giveUp: async () => granted(shown('cancelled')),
      },
      desk.current().payment,
      false,
      () => Date.now(),
    );
    const end = slow.start(ways);
    void slow.look();
    await slow.giveUp();
    answer(shown('to_approve'));
    await vi.advanceTimersByTimeAsync(0);
    expect(slow.current().payment.stage).toBe('cancelled');
    expect(server.looks).toBe(0);
    end();
  });

  it('sends who is no longer signed in to sign in', async () => {
    const { page, desk, ways } = stage(shown('working'));
    const signedOut = new PaymentDesk(
      {
        look: async () => refused({ code: 'SESSION_SUPERSEDED' }),
        again: async () => refused({ code: 'SESSION_SUPERSEDED' }),
        giveUp: async () => refused({ code: 'SESSION_SUPERSEDED' }),
      },
      desk.current().payment,
      false,
      () => Date.now(),
    );
    const end = signedOut.start(ways);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.signedOut).toBe(1);
    end();
  });
});
