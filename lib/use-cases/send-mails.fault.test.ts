import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HeardMail, openTestSmtp, type TestSmtp } from '@/lib/mail/test-smtp';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyer, openTestStores } from '@/lib/sale/test-sale';
import { bundleOptions } from '@/scripts/bundle.mjs';
import type { MailProcessSays } from './test-mail-process';

let close: () => Promise<void>;
let smtp: TestSmtp;
/** Holds mails' rows, so that nobody can mark them; one connection, told what to do in order. */
let holder: pg.Client;
let program: string;
let atTheWord: (heard: HeardMail) => Promise<void>;

beforeAll(async () => {
  smtp = await openTestSmtp(async (heard) => {
    await atTheWord(heard);
    return undefined;
  });
  process.env.SMTP_URL = smtp.url;
  process.env.MAIL_FROM = 'tickets@rowlock.test';
  close = await openTestStores();
  holder = new pg.Client({ connectionString: process.env.DATABASE_URL ?? '' });
  await holder.connect();
  program = join(process.cwd(), 'dist', `test-mail-process-${randomUUID()}.mjs`);
  const entryPoints = [join(process.cwd(), 'lib/use-cases/test-mail-process.ts')];
  await build({ ...bundleOptions('server'), entryPoints, outfile: program, sourcemap: 'inline' });
  await stop();
});
afterAll(async () => {
  await holder.end();
  await close();
  await smtp.close();
  rmSync(program, { force: true });
});

async function startSender(): Promise<ChildProcess> {
  const sender = fork(program, { env: { ...process.env, LOG_LEVEL: 'silent' } });
  const [said] = (await once(sender, 'message')) as [MailProcessSays];
  expect(said.sending).toBe(true);
  return sender;
}

/** Connections that wait for a row to mark a mail as sent. Not asked by the holder: its transaction would see one picture. */
async function marksThatWait(): Promise<number[]> {
  const rows = await prisma().$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
      AND query LIKE '%UPDATE mails SET ended_at%' AND pid <> pg_backend_pid()`;
  return rows.map(({ pid }) => pid);
}

/** A dead process's statement goes on until it ends. */
async function statementsUnderWay(): Promise<number> {
  const rows = await prisma().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()`;
  return rows[0]?.count ?? 0;
}

/**
 * Starts a sender, and kills it when the mail server has said that it took a mail and the sender could not yet mark it.
 * Answers the Message-ID of that mail.
 */
async function killedBeforeTheMark(): Promise<string> {
  let held: Promise<string> | undefined;
  atTheWord = async ({ mail }) => {
    held ??= holder
      .query('BEGIN')
      .then(() => holder.query('SELECT 1 FROM mails WHERE message_id = $1 FOR UPDATE', [mail.messageId]))
      .then(() => mail.messageId ?? '');
    await held;
  };
  const sender = await startSender();
  const gone = once(sender, 'exit');
  await expect.poll(() => held !== undefined, { timeout: 20_000 }).toBe(true);
  const messageId = (await held) ?? '';
  await expect
    .poll(async () => (await marksThatWait()).length, { timeout: 20_000, interval: 10 })
    .toBeGreaterThan(0);
  sender.kill('SIGKILL');
  await gone;
  // What it was still sending has been heard, or never will be.
  await expect.poll(() => smtp.connections()).toBe(0);
  // PostgreSQL would carry out what a dead process has asked for; here it never arrived.
  for (const pid of await marksThatWait()) await prisma().$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
  await expect.poll(statementsUnderWay).toBe(0);
  await holder.query('ROLLBACK');
  atTheWord = async () => undefined;
  // The lease of whoever died is over.
  await prisma().mail.updateMany({ where: { outcome: null }, data: { nextTryAt: new Date(0) } });
  return messageId;
}

test('a sender killed between the mail server’s word and the mark sends again under the same Message-ID; none is lost', async () => {
  const buyer = await createTestBuyer();
  for (let n = 0; n < 12; n += 1) {
    await prisma().$executeRaw`SELECT write_mail('verify_address', ${buyer.userId}, NULL, '{}', NULL)`;
  }
  const killedAt: string[] = [];
  for (let n = 0; n < 4; n += 1) killedAt.push(await killedBeforeTheMark());

  atTheWord = async () => undefined;
  const sender = await startSender();
  const left = () => prisma().mail.count({ where: { userId: buyer.userId, outcome: null } });
  await expect.poll(left, { timeout: 20_000 }).toBe(0);
  sender.disconnect();
  await once(sender, 'exit');

  const rows = await prisma().mail.findMany({ where: { userId: buyer.userId } });
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'sent'));
  const heard = smtp.to(buyer.email).map(({ mail }) => mail.messageId ?? '');
  expect([...new Set(heard)].sort()).toEqual(rows.map(({ messageId }) => messageId ?? '').sort());
  for (const messageId of killedAt) {
    expect(heard.filter((one) => one === messageId).length).toBeGreaterThanOrEqual(2);
  }
}, 60_000);
