import { expect, test } from 'vitest';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { ask, transact } from './ask';

const deadlock = () => Object.assign(new Error('deadlock detected'), { code: '40P01' });
const refusedConnection = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

test('a transaction runs again after a deadlock, and its answer counts', async () => {
  let runs = 0;
  const answer = await transact(async () => {
    runs += 1;
    if (runs < 3) throw deadlock();
    return 'done';
  });
  expect([answer, runs]).toEqual(['done', 3]);
});

test('after three deadlocks it is an outage', async () => {
  let runs = 0;
  const tried = transact(async () => {
    runs += 1;
    throw deadlock();
  });
  await expect(tried).rejects.toSatisfy((error) => isStoreUnavailable(error) && error.store === 'postgres');
  expect(runs).toBe(3);
});

test('a transaction whose outcome is unknown is never tried again blindly', async () => {
  let runs = 0;
  const tried = transact(async () => {
    runs += 1;
    throw refusedConnection();
  });
  await expect(tried).rejects.toSatisfy(isStoreUnavailable);
  expect(runs).toBe(1);
});

test('a bug stays what it is', async () => {
  const bug = new TypeError('x is undefined');
  await expect(ask(() => Promise.reject(bug))).rejects.toBe(bug);
  await expect(transact(() => Promise.reject(bug))).rejects.toBe(bug);
});

test('a server that says nothing is an outage within two seconds, its late failure is nobody’s', async () => {
  const from = performance.now();
  let failLate = () => {};
  const silent = new Promise<never>((_, reject) => {
    failLate = () => reject(refusedConnection());
  });
  await expect(ask(() => silent)).rejects.toSatisfy(isStoreUnavailable);
  expect(performance.now() - from).toBeLessThan(2500);
  // Would end the process if nobody listened any more.
  failLate();
  await new Promise((resolve) => setImmediate(resolve));
});
