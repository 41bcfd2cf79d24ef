import type { PaymentStage } from '@/lib/domain/purchase';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import type { PaymentShown } from './payment-shown';

/** What the desk asks the server. */
export interface PaymentCalls {
  /** How the payment stands; null = no answer that can be read. */
  look: (code: string) => Promise<Result<PaymentShown, { code: string }> | null>;
  /** Starts another try; throws when no answer came. */
  again: (code: string) => Promise<Result<PaymentShown, Refusal>>;
  /** Gives the unpaid booking up; throws when no answer came. */
  giveUp: (code: string) => Promise<Result<PaymentShown, Refusal>>;
}

/** What the page does beyond showing. */
export interface PaymentWays {
  /** To the provider's page, where the buyer approves. */
  toProvider: (approvalUrl: string) => void;
  /** The session is over. */
  signInAgain: (refusal: { code: string }) => boolean;
  /** An action failed without an answer. */
  failed: (error: unknown) => void;
}

/** What is shown of a payment. */
export interface PaymentDeskView {
  payment: PaymentShown;
  /** What this page is doing about it. */
  doing: 'nothing' | 'trying_again' | 'giving_up' | 'leaving';
  /** Whether what is shown is what the server says now. */
  live: boolean;
  /** What is under way takes longer than usual. */
  slow: boolean;
  refusal: Refusal | null;
  /** The last action got no answer. */
  lost: boolean;
}

/** Looked again after so long; null: nothing becomes of it any more. An approval may be given in another tab, or late. */
const pauses: Record<PaymentStage, number | null> = {
  ...{ starting: 1200, working: 1200, to_approve: 4000, declined: 5000 },
  ...{ expired: 5000, refunding: 6000, paid: null, cancelled: null, refunded: null },
  // A person will see to it: nothing for a page to wait for.
  refund_failed: null,
};
/** Stages with a moment at which they end by themselves. */
const timed: ReadonlySet<PaymentStage> = new Set(['starting', 'to_approve', 'declined']);
const slowMilliseconds = 8000;
/** The database's clock and this one need not agree to the moment. */
const afterEndMilliseconds = 700;
const longestBackoffMilliseconds = 15_000;

/**
 * Follows a payment for its page: looks how it stands, comes back after sleep and broken connections, goes to the
 * provider when that is what the buyer waits for. React only shows what it says.
 */
export class PaymentDesk {
  private view: PaymentDeskView;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopping = new AbortController();
  private failures = 0;
  private looks = 0;
  /** Counts what was asked: an answer that a later one overtook is old. */
  private asked = 0;
  private since = performance.now();
  private ways: PaymentWays | null = null;
  private readonly listeners = new Set<() => void>();

  /**
   * @param headed the buyer wants to pay and waits for the provider's page; not who comes back from it
   * @param serverNow the server's time now, milliseconds since 1970
   */
  constructor(
    private readonly calls: PaymentCalls,
    payment: PaymentShown,
    private headed: boolean,
    private readonly serverNow: () => number,
  ) {
    this.view = { payment, doing: 'nothing', live: true, slow: false, refusal: null, lost: false };
    this.headed ||= payment.stage === 'starting';
  }

  /** What is shown now; the same object until it changes. */
  current = (): PaymentDeskView => this.view;

  /** Calls `listener` when that changes. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins to follow; call the returned function to end. */
  start(ways: PaymentWays): () => void {
    this.ways = ways;
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    const wake = () => {
      if (!document.hidden && this.pause() !== null) void this.look();
    };
    document.addEventListener('visibilitychange', wake, { signal });
    window.addEventListener('online', wake, { signal });
    window.addEventListener('offline', () => this.show({ live: false }), { signal });
    // Out of the browser's memory, on the way back from the provider.
    window.addEventListener('pageshow', ({ persisted }) => persisted && wake(), { signal });
    this.headOn();
    this.lookLater();
    return () => {
      this.stopping.abort();
      clearTimeout(this.timer);
    };
  }

  /** Another try, to the provider at once. */
  async again(): Promise<void> {
    this.headed = true;
    await this.act('trying_again', this.calls.again);
  }

  /** Gives the booking up. */
  async giveUp(): Promise<void> {
    await this.act('giving_up', this.calls.giveUp);
  }

  /** Looks how the payment stands, now. */
  async look(): Promise<void> {
    clearTimeout(this.timer);
    this.asked += 1;
    const number = this.asked;
    const heard = await this.calls.look(this.view.payment.code);
    if (this.stopping.signal.aborted || number !== this.asked) return;
    if (heard?.ok) this.take(heard.value);
    else if (heard === null || !this.ways?.signInAgain(heard.refusal)) {
      this.failures += 1;
      // One lost answer is not worth a word.
      this.show({ live: this.failures < 2 });
      this.lookLater();
    }
  }

  private async act(doing: 'trying_again' | 'giving_up', call: PaymentCalls['again']): Promise<void> {
    if (this.view.doing !== 'nothing') return;
    clearTimeout(this.timer);
    this.asked += 1;
    this.show({ doing, refusal: null, lost: false });
    try {
      const said = await call(this.view.payment.code);
      if (this.stopping.signal.aborted) return;
      this.show({ doing: 'nothing' });
      if (said.ok) return this.take(said.value);
      if (!this.ways?.signInAgain(said.refusal)) this.show({ refusal: said.refusal });
    } catch (error) {
      this.show({ doing: 'nothing', lost: true });
      this.ways?.failed(error);
    }
    // What was refused, or got lost, has become something meanwhile.
    void this.look();
  }

  private take(payment: PaymentShown): void {
    if (payment.stage !== this.view.payment.stage) {
      this.since = performance.now();
      this.looks = 0;
      this.show({ refusal: null, lost: false });
    }
    this.failures = 0;
    this.looks += 1;
    const underWay = payment.stage === 'starting' || payment.stage === 'working';
    const slow = underWay && performance.now() - this.since > slowMilliseconds;
    this.show({ payment, live: true, slow });
    this.headOn();
    this.lookLater();
  }

  private headOn(): void {
    const { stage, approvalUrl } = this.view.payment;
    if (!this.headed || stage !== 'to_approve' || !approvalUrl) return;
    this.headed = false;
    this.show({ doing: 'leaving' });
    this.ways?.toProvider(approvalUrl);
  }

  private lookLater(): void {
    clearTimeout(this.timer);
    const pause = this.pause();
    if (pause === null || this.stopping.signal.aborted) return;
    this.timer = setTimeout(() => (document.hidden ? this.lookLater() : void this.look()), pause);
  }

  /** How long until the next look. */
  private pause(): number | null {
    const { stage, expiresAt } = this.view.payment;
    const usual = pauses[stage];
    if (usual === null) return null;
    if (this.failures > 0) return Math.min(500 * 2 ** this.failures, longestBackoffMilliseconds);
    const patient = usual * Math.min(1 + this.looks / 10, 4);
    if (!expiresAt || !timed.has(stage)) return patient;
    const left = Date.parse(expiresAt) - this.serverNow();
    return Math.max(afterEndMilliseconds, Math.min(patient, left + afterEndMilliseconds));
  }

  private show(change: Partial<PaymentDeskView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
