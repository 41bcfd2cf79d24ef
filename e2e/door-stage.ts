/** A door for the browser tests: a sold show, somebody on its staff, and cameras that see what a test shows them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright/test';
import encodeQr from 'qr';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyer, type TestSale } from '@/lib/sale/test-sale';
import { openTestSessions } from '@/lib/sale/test-tokens';
import { callApi } from './api-door';

/** Signs up in a browser and puts the new account on the staff of the sale's event. */
export async function joinStaff(context: BrowserContext, origin: string, sale: TestSale): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  const answer = await context.request.post('/api/v1/auth/sign-up', {
    data: { email, password: 'correct horse battery', name: 'Staff' },
    headers: { origin },
  });
  const { user_id: userId } = (await answer.json()).data.user;
  await prisma().user.update({ where: { id: userId }, data: { role: 'staff' } });
  await prisma().eventStaff.create({ data: { eventId: sale.eventId, userId, addedBy: 'test' } });
  return userId;
}

/** A booking made by the API, and its tickets' tokens. */
export async function bookTickets(origin: string, sale: TestSale, ...places: number[]) {
  const [token = ''] = await openTestSessions([await createTestBuyer()]);
  const wish = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(...places) };
  const booked = await callApi(origin, token, 'tickets/bookings', wish, crypto.randomUUID());
  const { code } = booked.body.data as { code: string };
  const headers = { authorization: `Bearer ${token}` };
  const issued = await fetch(`${origin}/api/v1/tickets/bookings/${code}/tickets`, { headers });
  const { data } = (await issued.json()) as { data: { tickets: { token: string }[] } };
  return { code, token, tickets: data.tickets.map((ticket) => ticket.token) };
}

const [width, height] = [640, 480];
const framesASecond = 4;

/** A frame with a QR code in the middle, a little grey around it; without a text, an empty wall. */
function frameOf(text: string | null): Buffer {
  const light = Buffer.alloc(width * height, 190);
  const rows = text === null ? [] : encodeQr(text, 'raw', { border: 3 });
  const scale = Math.floor((height - 60) / Math.max(rows.length, 1));
  const [left, top] = [(width - rows.length * scale) >> 1, (height - rows.length * scale) >> 1];
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) {
      for (let line = 0; line < scale; line += 1) {
        const from = (top + y * scale + line) * width + left + x * scale;
        light.fill(dark ? 25 : 235, from, from + scale);
      }
    }
  }
  return Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)]);
}

/** A film for Chromium's make-believe camera: each text, or nothing, for so many seconds; then from the beginning. */
function film(scenes: readonly [text: string | null, seconds: number][]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rowlock-camera-')), 'camera.y4m');
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesASecond}:1 Ip A1:1 C420jpeg\n`);
  const frames = scenes.flatMap(([text, seconds]) =>
    Array<Buffer>(seconds * framesASecond).fill(frameOf(text)),
  );
  writeFileSync(file, Buffer.concat([head, ...frames]));
  return file;
}

/** A browser whose camera sees a film. */
export function browserWithCamera(
  scenes: readonly [text: string | null, seconds: number][],
): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.E2E_CHROMIUM ?? '',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film(scenes)}`,
    ],
  });
}
