import type { CheckedIn, DoorTicket } from '@/lib/domain/door-list';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import { type DoorApi, Unreachable } from './door-api';
import { DoorLedger } from './door-ledger';
import type { DoorStore, UntoldScan } from './door-store';
import { closedDoor, type DoorView, type Verdict } from './door-view';

/** Scans told in one request: it must be answered in time. */
const toldAtOnce = 50;
/** One who held the ticket still in front of the camera is not refused for it. */
const sameScanMs = 4000;

type Api = Pick<DoorApi, 'checkIn' | 'tell' | 'list' | 'wrongEntries'>;

/**
 * The work at a door: asks the server about each ticket, and the downloaded list where there is no connection; tells whom
 * it let in that way at the next contact.
 */
export class DoorDesk {
  private view = closedDoor;
  private last = { text: '', at: 0 };
  private refreshing: Promise<void> | null = null;
  private readonly ledger: DoorLedger;
  private readonly listeners = new Set<() => void>();

  /** @param store null where the browser keeps nothing between visits */
  constructor(
    private readonly scheduleId: string,
    private readonly api: Api,
    store: DoorStore | null,
    private readonly clock: () => number = Date.now,
    public device = '',
  ) {
    this.ledger = new DoorLedger(scheduleId, store);
  }

  /** How the door stands now; the same object until it changes. */
  current = (): DoorView => this.view;

  /** Calls `listener` when that changes. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private show(change: Partial<DoorView>): void {
    this.view = { ...this.view, ...change, untold: this.ledger.untoldCount };
    for (const listener of this.listeners) listener();
  }

  /** Takes up what the device remembers, then asks the server for what is new. */
  async open(): Promise<void> {
    const list = await this.ledger.open();
    this.show(list ? { phase: 'ready', asOf: list.asOf, counts: list.counts } : { phase: 'loading' });
    await this.refresh();
  }

  /** Tells what the server has not heard, and asks for what is new; one at a time. */
  refresh(): Promise<void> {
    this.refreshing ??= this.tryToRefresh().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async tryToRefresh(): Promise<void> {
    try {
      const stopped = (await this.tellScans()) ?? (await this.readList()) ?? (await this.readWrongEntries());
      this.show({ online: true, stopped });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.show({ online: false });
    }
  }

  private async tellScans(): Promise<Refusal | null> {
    while (this.ledger.untoldCount > 0) {
      const said = await this.api.tell(this.ledger.portion(toldAtOnce), this.device);
      if (!said.ok) return said.refusal;
      await this.ledger.told(said.value.told);
      this.show({});
      // Never round and round for what the server does not answer.
      if (said.value.told.length === 0) return null;
    }
    return null;
  }

  private async readList(): Promise<Refusal | null> {
    const { asOf } = this.view;
    const read = await this.api.list(asOf, (tickets, total) => {
      if (asOf === null) this.show({ loaded: { tickets, total } });
    });
    if (!read.ok) return read.refusal;
    const { list, tickets } = read.value;
    await this.ledger.take(list, tickets, asOf === null);
    this.show({ phase: 'ready', loaded: null, asOf: list.asOf, counts: list.counts });
    return null;
  }

  private async readWrongEntries(): Promise<Refusal | null> {
    const read = await this.api.wrongEntries();
    if (!read.ok) return read.refusal;
    this.show({ wrongEntries: read.value });
    return null;
  }

  /** What a camera read. The same code again within moments is the same look at it. */
  async scan(text: string): Promise<void> {
    const now = this.clock();
    const same = text === this.last.text && now - this.last.at < sameScanMs;
    if (same) this.last.at = now;
    if (same || this.view.judging) return;
    this.last = { text, at: now };
    await this.judge({ token: text });
  }

  /** A ticket looked up by hand. */
  admitByHand(ticketId: string): Promise<void> {
    return this.judge({ ticketId });
  }

  private async judge(what: UntoldScan['what']): Promise<void> {
    if (this.view.judging) return;
    this.show({ judging: true });
    const scanId = crypto.randomUUID();
    try {
      const verdict = (await this.askServer(scanId, what)) ?? (await this.askLedger(scanId, what));
      this.show({ verdict });
    } finally {
      this.show({ judging: false });
    }
  }

  /** Null when the server does not answer. Where it did not a moment ago, nobody waits for it again: refresh() finds it. */
  private async askServer(scanId: string, what: UntoldScan['what']): Promise<Verdict | null> {
    if (!this.view.online) return null;
    let said: Result<CheckedIn, Refusal>;
    try {
      said = await this.api.checkIn({ scanId, what }, this.device);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.show({ online: false });
      return null;
    }
    const common = { offline: false, scan: what };
    if (!said.ok) return { ...common, admitted: false, refusal: said.refusal };
    const { ticket, at } = said.value;
    this.ledger.markUsed(ticket.ticketId, at, this.device);
    this.countOneMore();
    return { ...common, admitted: true, ticket, at };
  }

  private async askLedger(scanId: string, what: UntoldScan['what']): Promise<Verdict> {
    const common = { offline: true, scan: what };
    const said = await this.ledger.judge(what);
    if (!said.ok) return { ...common, admitted: false, refusal: said.refusal };
    const { ticketId, seat, entry, grade } = said.value;
    const at = await this.letIn(scanId, ticketId, what);
    return { ...common, admitted: true, ticket: { ticketId, seat, entry, grade }, at };
  }

  private async letIn(scanId: string, ticketId: string, what: UntoldScan['what']): Promise<string> {
    const at = new Date(this.clock()).toISOString();
    await this.ledger.letIn({ scanId, scheduleId: this.scheduleId, ticketId, what, at }, this.device);
    this.countOneMore();
    return at;
  }

  private countOneMore(): void {
    const { admitted, total } = this.view.counts;
    this.show({ counts: { admitted: admitted + 1, total } });
  }

  /** Lets somebody in whose ticket is good and not on the list: bought since it was read, or cancelled. Staff decide. */
  async letInAnyway(): Promise<void> {
    const { verdict } = this.view;
    if (!verdict || verdict.admitted || verdict.refusal.code !== 'OFFLINE_NOT_LISTED') return;
    const { ticketId } = verdict.refusal;
    const at = await this.letIn(crypto.randomUUID(), ticketId, verdict.scan);
    const ticket = { ticketId, seat: null, entry: null, grade: '' };
    this.show({ verdict: { offline: true, scan: verdict.scan, admitted: true, ticket, at } });
  }

  /** Makes room for the next one. A ticket that is still held before the camera is not judged again for it. */
  clearVerdict(): void {
    this.show({ verdict: null });
  }

  /** The tickets of a booking, by what was typed of its code. */
  ticketsOfCode(code: string): DoorTicket[] {
    return this.ledger.ticketsOfCode(code);
  }
}
