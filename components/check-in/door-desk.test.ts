import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DoorTicket, WrongEntry } from '@/lib/domain/door-list';
import type { Refusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { TicketPublicKey } from '@/lib/domain/ticket';
import { ticketPayload } from '@/lib/domain/ticket-token';
import { Unreachable } from './door-api';
import { DoorDesk } from './door-desk';
import type { DoorStore, StoredList, UntoldScan } from './door-store';

let known: TicketPublicKey;
let sign: (ticket: string, more?: object) => Promise<string>;
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const x = (await exportJWK(publicKey)).x ?? '';
  known = { kty: 'OKP', crv: 'Ed25519', x, kid: 'k', alg: 'Ed25519', use: 'sig' };
  sign = (ticket, more = {}) =>
    new CompactSign(ticketPayload({ scheduleId: 's', code: 'CODE', ticket, serial: 0, ...more }))
      .setProtectedHeader({ alg: 'Ed25519', kid: 'k' })
      .sign(privateKey);
});

const listed = (ticket: string, more: Partial<DoorTicket> = {}): DoorTicket => ({
  ...{ ticketId: `CODE-${ticket}`, seat: null, entry: null, grade: 'R', admits: true, serial: 0, used: null },
  ...more,
});

/** A server and a device's memory, as far as the desk sees them. */
function stage() {
  const server = {
    there: true,
    tickets: [listed('1'), listed('2')],
    asked: 0,
    told: [] as UntoldScan[],
    wrong: [] as WrongEntry[],
    /** Answers to scans by ticket; admitted otherwise. */
    says: null as Refusal | null,
  };
  const orAway = <T>(value: T): Promise<Result<T, Refusal>> =>
    server.there ? Promise.resolve(granted(value)) : Promise.reject(new Unreachable());
  const api = {
    async checkIn() {
      server.asked += 1;
      const at = '2026-11-21T10:00:00.000Z';
      const said = await orAway({ ticket: listed('1'), at });
      return server.says ? refused(server.says) : said;
    },
    async tell(scans: readonly UntoldScan[]) {
      const said = await orAway({ told: scans.map(({ scanId }) => scanId), wrong: 0 });
      server.told.push(...scans);
      return said;
    },
    list(_since: string | null, eachPage: (loaded: number, total: number) => void) {
      eachPage(server.tickets.length, server.tickets.length);
      const list: StoredList = {
        ...{ scheduleId: 's', asOf: '2026-11-21T09:00:00.000Z', keys: [known] },
        counts: { admitted: 0, total: server.tickets.length },
      };
      return orAway({ list, tickets: server.tickets });
    },
    wrongEntries: () => orAway(server.wrong),
  };
  const memory = {
    list: null as StoredList | null,
    tickets: new Map<string, DoorTicket>(),
    scans: [] as UntoldScan[],
  };
  const store: DoorStore = {
    read: async () => ({
      list: memory.list,
      tickets: [...memory.tickets.values()],
      scans: [...memory.scans],
    }),
    putList: async (list, tickets, whole) => {
      if (whole) memory.tickets.clear();
      for (const ticket of tickets) memory.tickets.set(ticket.ticketId, ticket);
      memory.list = list;
    },
    addScan: async (scan, ticket) => {
      memory.scans.push(scan);
      if (ticket) memory.tickets.set(ticket.ticketId, ticket);
    },
    dropScans: async (ids) => {
      memory.scans = memory.scans.filter(({ scanId }) => !ids.includes(scanId));
    },
  };
  let now = Date.parse('2026-11-21T10:00:00Z');
  const open = async () => {
    const desk = new DoorDesk('s', api, store, () => now, 'Gate A');
    await desk.open();
    return desk;
  };
  const later = (ms: number) => {
    now += ms;
  };
  return { server, memory, open, later };
}

let there: ReturnType<typeof stage>;
let desk: DoorDesk;
beforeEach(async () => {
  there = stage();
  desk = await there.open();
});

function verdict(): string {
  const { verdict: said } = desk.current();
  if (!said) return 'none';
  return `${said.admitted ? 'ADMITTED' : said.refusal.code}${said.offline ? ' offline' : ''}`;
}

const scan = async (ticket: string, more = {}) => {
  there.later(10_000);
  await desk.scan(await sign(ticket, more));
  return verdict();
};

describe('with a connection', () => {
  test('the server decides, and is told nothing afterwards', async () => {
    expect(desk.current()).toMatchObject({ phase: 'ready', online: true, counts: { admitted: 0, total: 2 } });
    expect(await scan('1')).toBe('ADMITTED');
    expect(desk.current()).toMatchObject({ counts: { admitted: 1 }, untold: 0 });
    there.server.says = { code: 'TICKET_CANCELLED', ticket: listed('2') };
    expect(await scan('2')).toBe('TICKET_CANCELLED');
    expect(desk.current().counts.admitted).toBe(1);
  });

  test('a code that stays before the camera is one scan', async () => {
    const token = await sign('1');
    for (let look = 0; look < 50; look += 1) {
      await desk.scan(token);
      there.later(200);
    }
    expect(there.server.asked).toBe(1);
    there.later(5000);
    await desk.scan(token);
    expect(there.server.asked).toBe(2);
    desk.clearVerdict();
    await desk.scan(token);
    expect(there.server.asked).toBe(2);
  });

  test('who may not go on is told so', async () => {
    there.server.says = { code: 'NOT_ALLOWED' };
    expect(await scan('1')).toBe('NOT_ALLOWED');
  });
});

describe('without a connection', () => {
  beforeEach(() => {
    there.server.there = false;
  });

  test('the list decides: each ticket once, and the rest with the reason', async () => {
    expect(await scan('1')).toBe('ADMITTED offline');
    expect(await scan('1')).toBe('TICKET_ALREADY_USED offline');
    expect(desk.current()).toMatchObject({ online: false, untold: 1, counts: { admitted: 1, total: 2 } });
    expect(await scan('1', { scheduleId: 'other' })).toBe('OFFLINE_WRONG_SHOW offline');
    expect(await scan('9')).toBe('OFFLINE_NOT_LISTED offline');
    there.later(10_000);
    await desk.scan('https://example.com');
    expect(verdict()).toBe('TICKET_BAD_SIGNATURE offline');
    const token = await sign('2');
    there.later(10_000);
    await desk.scan(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`);
    expect(verdict()).toBe('TICKET_BAD_SIGNATURE offline');
    // Nobody waited for the server but the first.
    expect(there.server.asked).toBe(1);
  });

  test('cancelled and replaced tickets are refused as the list has them', async () => {
    there.server.there = true;
    there.server.tickets = [listed('1', { admits: false }), listed('2', { serial: 1 })];
    await desk.refresh();
    there.server.there = false;
    expect(await scan('1')).toBe('TICKET_CANCELLED offline');
    expect(await scan('2')).toBe('TICKET_REPLACED offline');
    expect(await scan('2', { serial: 1 })).toBe('ADMITTED offline');
  });

  test('a ticket looked up by hand admits once as well', async () => {
    await desk.admitByHand('CODE-1');
    expect(verdict()).toBe('ADMITTED offline');
    await desk.admitByHand('CODE-1');
    expect(verdict()).toBe('TICKET_ALREADY_USED offline');
    expect(desk.ticketsOfCode('CODE')).toMatchObject([{ used: { device: 'Gate A' } }, { used: null }]);
  });

  test('a good ticket that is not on the list is let in only when staff say so', async () => {
    expect(await scan('9')).toBe('OFFLINE_NOT_LISTED offline');
    expect(desk.current().untold).toBe(0);
    await desk.letInAnyway();
    expect(verdict()).toBe('ADMITTED offline');
    expect(desk.current().untold).toBe(1);
  });

  test('a device that was switched off goes on where it was', async () => {
    await scan('1');
    desk = await there.open();
    expect(desk.current()).toMatchObject({ phase: 'ready', online: false, untold: 1 });
    expect(await scan('1')).toBe('TICKET_ALREADY_USED offline');
    expect(await scan('2')).toBe('ADMITTED offline');
  });
});

describe('at the next contact', () => {
  test('whom it let in is told, with the time, and what was found wrong is shown', async () => {
    there.server.there = false;
    await scan('1');
    await scan('2');
    there.server.there = true;
    const entry: WrongEntry = {
      ...{
        ticket: listed('1'),
        code: 'TICKET_ALREADY_USED',
        at: '',
        receivedAt: '',
        device: 'Gate A',
        first: null,
      },
    };
    there.server.wrong = [entry];
    await desk.refresh();
    expect(desk.current()).toMatchObject({ online: true, untold: 0, wrongEntries: [entry] });
    expect(there.server.told.map(({ ticketId, at }) => [ticketId, at])).toEqual([
      ['CODE-1', '2026-11-21T10:00:10.000Z'],
      ['CODE-2', '2026-11-21T10:00:20.000Z'],
    ]);
    expect(there.memory.scans).toEqual([]);
    await desk.refresh();
    expect(there.server.told).toHaveLength(2);
  });

  test('a list that was read before the scans were told does not make their tickets good again', async () => {
    there.server.there = false;
    await scan('1');
    there.server.there = true;
    await desk.refresh();
    expect(there.server.told).toHaveLength(1);
    there.server.there = false;
    expect(await scan('1')).toBe('TICKET_ALREADY_USED offline');
  });

  test('many scans are told in portions, and what is lost on the way is told again', async () => {
    there.server.tickets = Array.from({ length: 120 }, (_, n) => listed(String(n)));
    await desk.refresh();
    there.server.there = false;
    for (let n = 0; n < 120; n += 1) await desk.admitByHand(`CODE-${n}`);
    expect(desk.current().untold).toBe(120);
    await desk.refresh();
    expect(desk.current().untold).toBe(120);
    there.server.there = true;
    await desk.refresh();
    expect(desk.current().untold).toBe(0);
    expect(new Set(there.server.told.map(({ scanId }) => scanId)).size).toBe(120);
  });
});
