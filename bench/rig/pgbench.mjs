import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../scripts/failure.mjs';
import { runProgram } from '../../scripts/programs.mjs';
import { onPath } from '../../scripts/system-packages.mjs';

/**
 * PostgreSQL's own measure of a transaction: so many clients, each with so many of them, one statement after another.
 * @param {string} databaseUrl
 * @param {{script: string, clients: number, each: number}} load
 * @returns {Promise<{rate: number}>}
 */
export async function pgbench(databaseUrl, { script, clients, each }) {
  const program = onPath(['pgbench']);
  if (!program) throw new Failure('This row needs pgbench (Debian: apt-get install postgresql-contrib).');
  const folder = mkdtempSync(join(tmpdir(), 'rowlock-pgbench-'));
  const file = join(folder, 'script.sql');
  writeFileSync(file, script);
  try {
    const how = [
      '-n',
      // As ours are: parsed once for each connection.
      '-M',
      'prepared',
      '-f',
      file,
      '-c',
      String(clients),
      '-j',
      '1',
      '-t',
      String(each),
      '-D',
      `each=${each}`,
    ];
    const { succeeded, output } = await runProgram(program, [...how, '-D', 'i=-1', databaseUrl]);
    const rate = Number(/tps = ([\d.]+) \(without/.exec(output)?.[1]);
    if (!succeeded || !(rate > 0) || !/failed transactions: 0 /.test(output)) throw new Error(output);
    return { rate };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A booking of two seats by a buyer of its own, as it is written classically: a round trip a statement.
 * @param {string} scheduleId
 * @param {string} buyers what their ids begin with
 * @param {'all' | 'bare'} statements all: what `confirm_booking` does, rule, audit, outbox, mail and idempotency included; bare:
 *   lock, insert, insert, update between BEGIN and COMMIT, and no rule is asked
 */
export function bookingScript(scheduleId, buyers, statements) {
  const all = statements === 'all';
  const id = `'bench-' || :nth`;
  const buyer = `'${buyers}' || (:nth + 1)`;
  const seats = `schedule_id = '${scheduleId}' AND place IN (:a, :b)`;
  return [
    '\\set i :i + 1',
    '\\set nth :client_id * :each + :i',
    '\\set a 2 * :nth',
    '\\set b 2 * :nth + 1',
    'BEGIN;',
    ...(all
      ? [
          `SELECT id FROM users WHERE id = ${buyer} FOR UPDATE;`,
          `SELECT session_refusal(${buyer}, 'session-' || ${buyer});`,
          `SELECT earlier_answer(${buyer}, 'book', 'book-${scheduleId}-' || :a, 'hash');`,
        ]
      : []),
    `SELECT place FROM seats WHERE ${seats} ORDER BY place FOR UPDATE;`,
    ...(all
      ? [
          `SELECT booking_refusal(${buyer}, '${scheduleId}', ARRAY[:a, :b]::int[], '{}', '{}', clock_timestamp());`,
          `SELECT price_of('${scheduleId}', ARRAY[:a, :b]::int[], '{}', '{}');`,
        ]
      : []),
    `INSERT INTO bookings (id, code, schedule_id, buyer_id, status, payment_method, total_minor, currency, created_at, confirmed_at)
       VALUES (${id}, 'C' || :nth, '${scheduleId}', ${buyer}, 'CONFIRMED', 'none', 308000, 'KRW', now(), now());`.replaceAll(
      /\s*\n\s*/g,
      ' ',
    ),
    `INSERT INTO booking_seats (booking_id, schedule_id, place, grade, price_minor, live) SELECT ${id}, schedule_id, place, 'R', 154000, true FROM seats WHERE ${seats};`,
    all
      ? `SELECT set_seat_status('${scheduleId}', ARRAY[:a, :b]::int[], 'sold');`
      : `UPDATE seats SET status = 'sold', epoch = epoch + 1 WHERE ${seats};`,
    ...(all
      ? [
          `INSERT INTO booking_audit (booking_id, "from", "to", actor_id, reason) VALUES (${id}, NULL, 'CONFIRMED', ${buyer}, 'booked');`,
          `INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer) VALUES (${buyer}, 'book', 'book-${scheduleId}-' || :a, 'hash', '{}');`,
        ]
      : []),
    'COMMIT;',
  ].join('\n');
}
