import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Buyer } from '@/lib/domain/buyer';
import { closeMail } from '@/lib/mail/smtp';
import { openTestSmtp, type TestSmtp } from '@/lib/mail/test-smtp';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyer, createTestSale, openTestStores } from '@/lib/sale/test-sale';
import { cancelBooking } from './cancel-booking';
import { sendMails } from './send-mails';
import { sendAllMails } from './test-mails';
import { book, cancel, round, standBy } from './test-standby';

let close: () => Promise<void>;
let smtp: TestSmtp;
/** What the mail server does with the next mails; takes them by default. */
let judge: Parameters<typeof openTestSmtp>[0];

beforeAll(async () => {
  smtp = await openTestSmtp((heard) => judge?.(heard));
  process.env.SMTP_URL = smtp.url;
  process.env.MAIL_FROM = 'Rowlock <tickets@rowlock.test>';
  close = await openTestStores();
});
afterAll(async () => {
  closeMail();
  await close();
  await smtp.close();
});
beforeEach(() => {
  judge = undefined;
});

/** Sends what is due to somebody, and answers what came. */
async function mailsTo({ email }: Buyer) {
  await sendAllMails();
  return smtp.to(email).map(({ mail }) => mail);
}

/** Somebody who has proven the address, unless a test is about that. */
async function reader(
  change: { name?: string; locale?: string; emailVerified?: boolean } = {},
): Promise<Buyer> {
  const buyer = await createTestBuyer();
  await prisma().user.update({ where: { id: buyer.userId }, data: { emailVerified: true, ...change } });
  return buyer;
}

const rowsOf = ({ userId }: Buyer) => prisma().mail.findMany({ where: { userId } });
const makeDue = ({ userId }: Buyer) =>
  prisma().mail.updateMany({ where: { userId }, data: { nextTryAt: new Date(0) } });

test('a confirmed booking is told once, with its tickets, a link to our own address and the calendar entry', async () => {
  const sale = await createTestSale({ areas: [10] });
  const buyer = await reader({ name: '김관객' });
  const code = await book(sale, buyer, 0, 1);
  const [mail, ...more] = await mailsTo(buyer);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('[예매 확정] 시험 공연');
  expect(mail?.from).toEqual({ name: 'Rowlock', address: 'tickets@rowlock.test' });
  for (const told of [mail?.text, mail?.html]) {
    expect(told).toContain('김관객');
    expect(told).toContain(code);
    expect(told).toContain('Floor 1열 1번');
    expect(told).toContain('₩308,000');
    expect(told).toContain(`http://localhost:3000/bookings/${code}`);
  }
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual([`rowlock-${code}.ics`]);
  const calendar = new TextDecoder().decode(mail?.attachments[0]?.content as ArrayBuffer);
  expect(calendar).toContain('BEGIN:VEVENT');
  const [row] = await rowsOf(buyer);
  expect(mail?.messageId).toBe(`<${row?.id}@rowlock.test>`);
  expect(row).toMatchObject({ outcome: 'sent', tries: 1, lastError: null });
});

test('who reads English is told in English; what a name holds is shown and never obeyed', async () => {
  const sale = await createTestSale();
  const buyer = await reader({ name: '<img src=x onerror=alert(1)>', locale: 'en' });
  await book(sale, buyer, 0);
  const [mail] = await mailsTo(buyer);
  expect(mail?.subject).toBe('[Booked] Test concert');
  expect(mail?.text).toContain('1 ticket');
  expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(mail?.html).not.toContain('<img');
});

test('a cancelled booking is told with fee and refund; of one that was never told before, that alone', async () => {
  const sale = await createTestSale();
  const buyer = await reader();
  await cancel(buyer, await book(sale, buyer, 0));
  const mails = await mailsTo(buyer);
  expect(mails.map(({ subject }) => subject)).toEqual(['[예매 취소] 시험 공연']);
  expect(mails[0]?.text).toContain('취소 수수료: ₩0');
  const calendar = new TextDecoder().decode(mails[0]?.attachments[0]?.content as ArrayBuffer);
  expect(calendar).toContain('STATUS:CANCELLED');
  const outcomes = (await rowsOf(buyer)).map(({ kind, outcome }) => `${kind} ${outcome}`).sort();
  expect(outcomes).toEqual(['booking_cancelled sent', 'booking_confirmed pointless']);
});

test('tickets cancelled out of a booking are told by name, beside those that are left', async () => {
  const sale = await createTestSale();
  const buyer = await reader();
  const code = await book(sale, buyer, 4, 5, 6);
  await sendAllMails();
  const part = { seatIds: sale.seatIds(5), entries: [] };
  const wish = { buyer, code, idempotencyKey: `part ${code}`, part };
  expect(await cancelBooking(wish)).toMatchObject({ ok: true });
  const mail = (await mailsTo(buyer)).at(-1);
  expect(mail?.subject).toBe('[일부 취소] 시험 공연');
  expect(mail?.text).toContain('취소한 티켓\n- Floor 1열 6번 (₩154,000)');
  expect(mail?.text).toContain('남은 티켓 2장\n- Floor 1열 5번 (₩154,000)\n- Floor 1열 7번 (₩154,000)');
  expect(mail?.text).toContain('내지 않으셔도 되는 금액: ₩154,000');
});

test('a cancelled show is told with its organizer’s words', async () => {
  const sale = await createTestSale();
  const buyer = await reader();
  const code = await book(sale, buyer, 7);
  await sendAllMails();
  const data = { cancelledAt: new Date(), cancelledReason: '가수가 아픕니다.\n죄송합니다.' };
  await prisma().schedule.update({ where: { id: sale.scheduleId }, data });
  await prisma().$executeRaw`
    SELECT cancel_tickets(id, '{7}', 0, NULL, 'the show is off') FROM bookings WHERE code = ${code}`;
  const mail = (await mailsTo(buyer)).at(-1);
  expect(mail?.subject).toBe('[공연 취소] 시험 공연');
  expect(mail?.text).toContain('> 가수가 아픕니다.\n> 죄송합니다.');
});

test('money that came too late for its seats is told to go back', async () => {
  const sale = await createTestSale();
  const buyer = await reader();
  const code = await book(sale, buyer, 8);
  await sendAllMails();
  await prisma().$executeRaw`
    INSERT INTO payments (booking_id, attempt, provider, merchant_id, merchant_name, description, state, amount_minor, currency, captured_minor)
    SELECT id, 1, 'sandbox', 'm', 'm', 'd', 'captured', 154000, 'KRW', 154000 FROM bookings WHERE code = ${code}`;
  await prisma().$executeRaw`
    INSERT INTO refunds (id, booking_id, attempt, amount_minor, reason)
    SELECT ${`refund ${code}`}, id, 1, 154000, 'late_capture' FROM bookings WHERE code = ${code}`;
  expect((await mailsTo(buyer)).at(-1)?.subject).toBe('[결제 취소] 시험 공연');
});

test('what did not happen is not told: a booking whose transaction failed has no mail', async () => {
  const sale = await createTestSale();
  const buyer = await reader();
  await expect(
    prisma().$transaction(async (tx) => {
      await tx.booking.create({
        data: {
          ...{ id: `b-${sale.scheduleId}`, code: `C${sale.scheduleId}`, scheduleId: sale.scheduleId },
          ...{
            buyerId: buyer.userId,
            status: 'CONFIRMED',
            paymentMethod: 'none',
            totalMinor: 0,
            currency: 'KRW',
          },
        },
      });
      await tx.bookingAudit.create({
        data: { bookingId: `b-${sale.scheduleId}`, from: null, to: 'CONFIRMED', reason: 'booked' },
      });
      throw new Error('and then it failed');
    }),
  ).rejects.toThrow('and then it failed');
  expect(await rowsOf(buyer)).toEqual([]);
});

test('seats offered to who stood by are told, and not any more once the offer is over', async () => {
  const sale = await createTestSale();
  const [first, second] = [await reader(), await reader()];
  const code = await book(sale, first, 3);
  await standBy(sale, second, 3);
  await cancel(first, code);
  await round(sale);
  const [mail] = await mailsTo(second);
  expect(mail?.subject).toBe('[예매대기] 기다리신 좌석이 나왔습니다: 시험 공연');
  expect(mail?.text).toContain(`http://localhost:3000/schedules/${sale.scheduleId}`);
  expect(mail?.text).toContain('Floor 1열 4번');

  const third = await reader();
  await prisma().$executeRaw`
    SELECT write_mail('standby_offer', ${third.userId}, 'none', '{}', clock_timestamp() - interval '1 second')`;
  expect(await mailsTo(third)).toEqual([]);
  expect(await rowsOf(third)).toMatchObject([{ outcome: 'pointless' }]);
});

test('a mail server that is busy gets it again later, under the same Message-ID', async () => {
  const sale = await createTestSale();
  const buyer = await reader();
  judge = ({ recipients }) => (recipients.includes(buyer.email) ? { code: 451 } : undefined);
  await book(sale, buyer, 0);
  expect(await mailsTo(buyer)).toEqual([]);
  const [late] = await rowsOf(buyer);
  expect(late).toMatchObject({ outcome: null, tries: 1 });
  expect(late?.nextTryAt.getTime()).toBeGreaterThan(Date.now() + 5_000);
  expect(await mailsTo(buyer)).toEqual([]);

  judge = undefined;
  await makeDue(buyer);
  expect((await mailsTo(buyer)).map(({ messageId }) => messageId)).toEqual([late?.messageId]);
  const heard = smtp.heard.filter(({ recipients }) => recipients.includes(buyer.email));
  expect(heard.map(({ mail }) => mail.messageId)).toEqual([late?.messageId, late?.messageId]);
});

test('a mailbox that does not exist is given up at once, one that never takes it after many tries; no address is kept', async () => {
  const sale = await createTestSale();
  const [gone, full] = [await reader(), await reader()];
  smtp.refuseAddress(gone.email, 550);
  smtp.refuseAddress(full.email, 452);
  await book(sale, gone, 0);
  await book(sale, full, 1);
  await sendAllMails();
  expect(await rowsOf(gone)).toMatchObject([{ outcome: 'given_up', tries: 1 }]);
  expect(await rowsOf(full)).toMatchObject([{ outcome: null, tries: 1 }]);
  expect(JSON.stringify(await rowsOf(gone))).not.toContain(gone.email);

  await prisma().mail.updateMany({
    where: { userId: full.userId },
    data: { tries: 39, nextTryAt: new Date(0) },
  });
  await sendAllMails();
  expect(await rowsOf(full)).toMatchObject([{ outcome: 'given_up', tries: 40 }]);
});

test('an account that is gone gets no mail', async () => {
  const sale = await createTestSale();
  const buyer = await reader();
  await book(sale, buyer, 0);
  await prisma().user.update({ where: { id: buyer.userId }, data: { deletedAt: new Date() } });
  expect(await mailsTo(buyer)).toEqual([]);
  expect(await rowsOf(buyer)).toMatchObject([{ outcome: 'pointless' }]);
});

test('what ends soonest is sent first, however many wait', async () => {
  const [crowd, waiting] = [await reader(), await reader()];
  for (let n = 0; n < 25; n += 1) {
    await prisma().$executeRaw`SELECT write_mail('verify_address', ${crowd.userId}, NULL, '{}', NULL)`;
  }
  await prisma().$executeRaw`
    SELECT write_mail('reset_password', ${waiting.userId}, NULL, '{}', clock_timestamp() + interval '10 minutes')`;
  await sendMails();
  expect(smtp.to(waiting.email)).toHaveLength(1);
  expect(smtp.to(crowd.email).length).toBeLessThan(25);
  await sendAllMails();
  expect(smtp.to(crowd.email)).toHaveLength(25);
});

test('what somebody typed as a name goes to no address that is not proven to be theirs', async () => {
  const name = 'You have won, see evil.example';
  for (const emailVerified of [false, true]) {
    const buyer = await reader({ name, emailVerified, locale: 'en' });
    await book(await createTestSale(), buyer, 0);
    const [mail] = await mailsTo(buyer);
    expect(mail?.to).toEqual([{ name: emailVerified ? name : '', address: buyer.email }]);
    for (const told of [mail?.text, mail?.html]) expect(told?.includes(name)).toBe(emailVerified);
  }
});
