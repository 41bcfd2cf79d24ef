import {
  type CheckedIn,
  type DoorTicket,
  judgeOffline,
  type OfflineRefusal,
  type WrongEntry,
} from '@/lib/domain/door-list';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { type TicketPublicKey, ticketOfId } from '@/lib/domain/ticket';
import { verifyTicket } from '@/lib/domain/verify-ticket';
import { type DoorApi, Unreachable } from './door-api';
import type { DoorStore, UntoldScan } from './door-store';

/** What is said of a ticket. */
export type Verdict = { offline: boolean; scan: UntoldScan['what'] } & (
  | { admitted: true; ticket: CheckedIn['ticket']; at: string }
  | { admitted: false; refusal: Refusal | OfflineRefusal }
);

/** How the door stands. */
export interface DoorView {
  phase: 'opening' | 'loading' | 'ready';
  /** Of the list, while it is loaded for the first time. */
  loaded: { tickets: number; total: number } | null;
  /** The server answers. */
  online: boolean;
  /** What the list is of, ISO 8601; null without one. */
  asOf: string | null;
  counts: { admitted: number; total: number };
  /** People let in of whom the server has not heard. */
  untold: number;
  verdict: Verdict | null;
  judging: boolean;
  wrongEntries: readonly WrongEntry[];
  /** Why this account can go on no further: signed out, not on the staff any more. */
  stopped: Refusal | null;
}

/** Scans told in one request: it must be answered in time. */
const toldAtOnce = 50;
/** One who held the ticket still in front of the camera is not refused for it. */
const sameScanMs = 4000;

type Api = Pick<DoorApi, 'checkIn' | 'tell' | 'list' | 'wrongEntries'>;

/**
 * The work at a door: asks the server about each ticket, and the downloaded list where there is no connection; keeps whom
 * it let in that way and tells the server at the next contact.
 */
export class DoorDesk {
  private view: DoorView = {
    ...{ phase: 'opening', loaded: null, online: true, asOf: null, counts: { admitted: 0, total: 0 } },
    ...{ untold: 0, verdict: null, judging: false, wrongEntries: [], stopped: null },
  };
  private tickets = new Map<string, DoorTicket>();
  private keys: readonly TicketPublicKey[] = [];
  private untold = new Map<string, UntoldScan>();
  private last = { text: '', at: 0 };
  private refreshing: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  /** @param store null where the browser keeps nothing between visits */
  constructor(
    private readonly scheduleId: string,
    private readonly api: Api,
    private readonly store: DoorStore | null,
    private readonly clock: () => number = Date.now,
    public device = '',
  ) {}

  /** How the door stands now; the same object until it changes. */
  current = (): DoorView => this.view;

  /** Calls `listener` when that changes. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private show(change: Partial<DoorView>): void {
    this.view = { ...this.view, ...change, untold: this.untold.size };
    for (const listener of this.listeners) listener();
  }

  /** Takes up what the device remembers, then asks the server for what is new. */
  async open(): Promise<void> {
    const kept = await this.store?.read(this.scheduleId);
    for (const scan of kept?.scans ?? []) this.untold.set(scan.scanId, scan);
    for (const ticket of kept?.tickets ?? []) this.tickets.set(ticket.ticketId, ticket);
    const { asOf = null, counts = this.view.counts, keys = [] } = kept?.list ?? {};
    this.keys = keys;
    this.show({ phase: asOf ? 'ready' : 'loading', asOf, counts });
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
    while (this.untold.size > 0) {
      const some = [...this.untold.values()].slice(0, toldAtOnce);
      const said = await this.api.tell(some, this.device);
      if (!said.ok) return said.refusal;
      for (const scanId of said.value.told) this.untold.delete(scanId);
      await this.store?.dropScans(said.value.told);
      this.show({});
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
    // Whom this device has let in meanwhile the server does not know yet.
    const told = tickets.map((ticket) => ({
      ...ticket,
      used: ticket.used ?? this.usedHere(ticket.ticketId),
    }));
    for (const ticket of told) this.tickets.set(ticket.ticketId, ticket);
    this.keys = list.keys;
    await this.store?.putList(list, told, asOf === null);
    this.show({ phase: 'ready', loaded: null, asOf: list.asOf, counts: list.counts });
    return null;
  }

  private async readWrongEntries(): Promise<Refusal | null> {
    const read = await this.api.wrongEntries();
    if (!read.ok) return read.refusal;
    this.show({ wrongEntries: read.value });
    return null;
  }

  private usedHere(ticketId: string): DoorTicket['used'] {
    const listed = this.tickets.get(ticketId)?.used;
    if (listed) return listed;
    const scan = [...this.untold.values()].find((each) => each.ticketId === ticketId);
    return scan ? { at: scan.at, device: this.device } : null;
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
      const verdict = (await this.askServer(scanId, what)) ?? (await this.askList(scanId, what));
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
    this.markUsed(ticket.ticketId, at);
    this.show({ counts: this.oneMore() });
    return { ...common, admitted: true, ticket, at };
  }

  private markUsed(ticketId: string, at: string): DoorTicket | null {
    const listed = this.tickets.get(ticketId);
    if (!listed) return null;
    const used = { ...listed, used: { at, device: this.device } };
    this.tickets.set(ticketId, used);
    return used;
  }

  private oneMore(): DoorView['counts'] {
    const { admitted, total } = this.view.counts;
    return { admitted: admitted + 1, total };
  }

  private async askList(scanId: string, what: UntoldScan['what']): Promise<Verdict> {
    const common = { offline: true, scan: what };
    const read = await this.nameOf(what);
    if (!read.ok) return { ...common, admitted: false, refusal: read.refusal };
    const listed = this.tickets.get(read.value.ticketId);
    const refusal = judgeOffline({ scheduleId: this.scheduleId }, read.value.asked, listed);
    if (refusal || !listed)
      return { ...common, admitted: false, refusal: refusal ?? { code: 'TICKET_NOT_FOUND' } };
    const at = await this.letIn({ scanId, scheduleId: this.scheduleId, ticketId: listed.ticketId, what });
    const { ticketId, seat, entry, grade } = listed;
    return { ...common, admitted: true, ticket: { ticketId, seat, entry, grade }, at };
  }

  private async nameOf(what: UntoldScan['what']) {
    if ('ticketId' in what) {
      const asked = ticketOfId(what.ticketId);
      return asked ? granted({ asked, ticketId: what.ticketId }) : refused({ code: 'TICKET_NOT_FOUND' });
    }
    const verified = await verifyTicket(what.token, this.keys).catch(() =>
      refused({ code: 'OFFLINE_CANNOT_VERIFY' }),
    );
    if (!verified.ok) return verified;
    const { code, ticket } = verified.value;
    return granted({ asked: verified.value, ticketId: `${code}-${ticket}` });
  }

  private async letIn(scan: Omit<UntoldScan, 'at'>): Promise<string> {
    const at = new Date(this.clock()).toISOString();
    const told = { ...scan, at };
    this.untold.set(scan.scanId, told);
    await this.store?.addScan(told, this.markUsed(scan.ticketId, at));
    this.show({ counts: this.oneMore() });
    return at;
  }

  /** Lets somebody in whose ticket is good and not on the list: bought since it was read, or cancelled. Staff decide. */
  async letInAnyway(): Promise<void> {
    const { verdict } = this.view;
    if (!verdict || verdict.admitted || verdict.refusal.code !== 'OFFLINE_NOT_LISTED') return;
    const { ticketId } = verdict.refusal;
    const scan = { scanId: crypto.randomUUID(), scheduleId: this.scheduleId, ticketId, what: verdict.scan };
    const at = await this.letIn(scan);
    const ticket = { ticketId, seat: null, entry: null, grade: '' };
    this.show({ verdict: { offline: true, scan: verdict.scan, admitted: true, ticket, at } });
  }

  /** Makes room for the next one. A ticket that is still held before the camera is not judged again for it. */
  clearVerdict(): void {
    this.show({ verdict: null });
  }

  /** The tickets of a booking, by what was typed of its code. */
  ticketsOfCode(code: string): DoorTicket[] {
    return [...this.tickets.values()].filter(({ ticketId }) => ticketId.startsWith(`${code}-`));
  }
}
