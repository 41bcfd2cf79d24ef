import { type DoorTicket, judgeOffline, type OfflineRefusal } from '@/lib/domain/door-list';
import { granted, type Result, refused } from '@/lib/domain/result';
import {
  type TicketClaims,
  type TicketName,
  type TicketPublicKey,
  ticketId,
  ticketOfId,
} from '@/lib/domain/ticket';
import { verifyTicket } from '@/lib/domain/verify-ticket';
import type { DoorStore, StoredList, UntoldScan } from './door-store';

type Judged = Result<DoorTicket, OfflineRefusal>;

/**
 * What a door knows by itself: the list, the keys, and whom it let in while the server could not be asked. Remembered on
 * the device as it changes.
 */
export class DoorLedger {
  private tickets = new Map<string, DoorTicket>();
  private keys: readonly TicketPublicKey[] = [];
  private readonly untold = new Map<string, UntoldScan>();

  /** @param store null where the browser keeps nothing between visits */
  constructor(
    private readonly scheduleId: string,
    private readonly store: DoorStore | null,
  ) {}

  /** People let in of whom the server has not heard. */
  get untoldCount(): number {
    return this.untold.size;
  }

  /** Takes up what the device remembers; the list it is of, if there is one. */
  async open(): Promise<StoredList | null> {
    const kept = await this.store?.read(this.scheduleId);
    for (const scan of kept?.scans ?? []) this.untold.set(scan.scanId, scan);
    for (const ticket of kept?.tickets ?? []) this.tickets.set(ticket.ticketId, ticket);
    this.keys = kept?.list?.keys ?? [];
    return kept?.list ?? null;
  }

  /** Takes in what the server told; `whole`: it is all there is. */
  async take(list: StoredList, tickets: readonly DoorTicket[], whole: boolean): Promise<void> {
    // Once used, always used: whom this door has let in meanwhile the server did not know when it read the list.
    const told = tickets.map((ticket) => ({
      ...ticket,
      used: ticket.used ?? this.usedHere(ticket.ticketId),
    }));
    for (const ticket of told) this.tickets.set(ticket.ticketId, ticket);
    this.keys = list.keys;
    await this.store?.putList(list, told, whole);
  }

  private usedHere(id: string): DoorTicket['used'] {
    const listed = this.tickets.get(id)?.used;
    if (listed) return listed;
    const scan = [...this.untold.values()].find((each) => each.ticketId === id);
    return scan ? { at: scan.at, device: '' } : null;
  }

  /** Judges a scan without the server: the ticket that admits, or why not. */
  async judge(what: UntoldScan['what']): Promise<Judged> {
    const asked = await this.read(what);
    if (!asked.ok) return asked;
    const listed = this.tickets.get(ticketId(asked.value));
    const refusal = judgeOffline({ scheduleId: this.scheduleId }, asked.value, listed);
    if (refusal) return refused(refusal);
    return listed ? granted(listed) : refused({ code: 'TICKET_NOT_FOUND' });
  }

  private async read(what: UntoldScan['what']): Promise<Result<TicketClaims | TicketName, OfflineRefusal>> {
    if ('ticketId' in what) {
      const named = ticketOfId(what.ticketId);
      return named ? granted(named) : refused({ code: 'TICKET_NOT_FOUND' });
    }
    return verifyTicket(what.token, this.keys).catch(() => refused({ code: 'OFFLINE_CANNOT_VERIFY' }));
  }

  /** Somebody was let in without the server: to be told at the next contact. */
  async letIn(scan: UntoldScan, device: string): Promise<void> {
    this.untold.set(scan.scanId, scan);
    await this.store?.addScan(scan, this.markUsed(scan.ticketId, scan.at, device));
  }

  /** Somebody was let in; the ticket as it stands on the list now, null where it is not on it. */
  markUsed(id: string, at: string, device: string): DoorTicket | null {
    const listed = this.tickets.get(id);
    if (!listed) return null;
    const used = { ...listed, used: { at, device } };
    this.tickets.set(id, used);
    return used;
  }

  /** The oldest scans to be told. */
  portion(size: number): UntoldScan[] {
    return [...this.untold.values()].slice(0, size);
  }

  /** The server has heard of these. */
  async told(scanIds: readonly string[]): Promise<void> {
    for (const scanId of scanIds) this.untold.delete(scanId);
    await this.store?.dropScans(scanIds);
  }

  /** The tickets of a booking, by its code. */
  ticketsOfCode(code: string): DoorTicket[] {
    return [...this.tickets.values()].filter((ticket) => ticket.ticketId.startsWith(`${code}-`));
  }
}
