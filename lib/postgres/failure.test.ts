import { describe, expect, test } from 'vitest';
import { failureOf } from './failure';

/** An error as Prisma hands it on: the driver's own, wrapped twice. */
const wrapped = (cause: object, code = 'P2010') =>
  Object.assign(new Error('Raw query failed.'), {
    code,
    meta: { driverAdapterError: Object.assign(new Error('x'), { cause }) },
  });

describe('what an error calls for', () => {
  test.each([
    ['a deadlock', wrapped({ kind: 'postgres', originalCode: '40P01', code: '40P01' })],
    ['a serialization failure', wrapped({ originalCode: '40001' })],
    ["a deadlock in Prisma's words", Object.assign(new Error('write conflict'), { code: 'P2034' })],
    ['a deadlock told by pg itself', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
  ])('%s: the whole transaction again', (_, error) => {
    expect(failureOf(error)).toBe('retry');
  });

  test.each([
    ['shutting down', wrapped({ originalCode: '57P01' })],
    ['starting up', wrapped({ originalCode: '57P03' })],
    ['a lock that does not come', wrapped({ originalCode: '55P03' })],
    ['a statement that takes too long', wrapped({ originalCode: '57014' })],
    ['too many connections', wrapped({ originalCode: '53300', kind: 'TooManyConnections' })],
    ['a connection that broke', wrapped({ originalCode: '08006' })],
    ['nobody there', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    [
      'nobody there on any address',
      Object.assign(new AggregateError([]), { errors: [{ code: 'ECONNREFUSED' }] }),
    ],
    ['a pool that is exhausted', new Error('timeout exceeded when trying to connect')],
    ['an end in the middle', new Error('Connection terminated unexpectedly')],
    ['a transaction that found no connection', Object.assign(new Error('x'), { code: 'P2028' })],
  ])('%s: told as an outage', (_, error) => {
    expect(failureOf(error)).toBe('unavailable');
  });

  test.each([
    ['a broken rule of the database', wrapped({ originalCode: '23505' })],
    ['wrong SQL', wrapped({ originalCode: '42601' })],
    ['a fault of ours', new TypeError('x is undefined')],
    ['a word', 'timeout'],
    ['nothing', undefined],
  ])('%s: a bug', (_, error) => {
    expect(failureOf(error)).toBe('bug');
  });

  test('an error that names itself as its cause comes to an end', () => {
    const error: Error & { cause?: unknown } = new Error('x');
    error.cause = error;
    expect(failureOf(error)).toBe('bug');
  });
});
