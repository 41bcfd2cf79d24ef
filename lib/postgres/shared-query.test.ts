import { expect, test } from 'vitest';
import { sharedQuery } from './shared-query';

/** A store whose queries end when they are told to. */
function slowStore() {
  const queries: { keys: readonly string[]; end(error?: Error): void }[] = [];
  const find = sharedQuery<string>(
    (keys) =>
      new Promise((resolve, reject) => {
        queries.push({
          keys,
          end: (error) => (error ? reject(error) : resolve(new Map(keys.map((key) => [key, `${key}!`])))),
        });
      }),
  );
  const underWay = (count: number) => expect.poll(() => queries.length, { interval: 1 }).toBe(count);
  return { find, queries, underWay };
}

test('askers that arrive together share one query, each key asked for once', async () => {
  const { find, queries, underWay } = slowStore();
  const answers = Promise.all(['a', 'b', 'a'].map(find));
  await underWay(1);
  expect(queries[0]?.keys).toEqual(['a', 'b']);
  queries[0]?.end();
  expect(await answers).toEqual(['a!', 'b!', 'a!']);
});

test('an answer is never older than its question: who comes while a query runs waits for another', async () => {
  const { find, queries, underWay } = slowStore();
  const first = find('a');
  await underWay(1);
  const second = find('a');
  await underWay(2);
  queries[1]?.end();
  expect(await second).toBe('a!');
  queries[0]?.end();
  expect(await first).toBe('a!');
});

test('two queries at a time; the next gathers all who came meanwhile', async () => {
  const { find, queries, underWay } = slowStore();
  const running = [find('a')];
  await underWay(1);
  running.push(find('b'));
  await underWay(2);
  const waiting = ['c', 'd', 'e'].map(find);
  await new Promise((resolve) => setImmediate(resolve));
  expect(queries).toHaveLength(2);
  queries[0]?.end();
  await underWay(3);
  expect(queries[2]?.keys).toEqual(['c', 'd', 'e']);
  for (const query of queries) query.end();
  expect(await Promise.all([...running, ...waiting])).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
});

test('a query that fails fails its askers alone; the next one is asked afresh', async () => {
  const { find, queries, underWay } = slowStore();
  const failing = Promise.allSettled([find('a'), find('b')]);
  await underWay(1);
  queries[0]?.end(new Error('away'));
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = find('a');
  await underWay(2);
  queries[1]?.end();
  expect(await next).toBe('a!');
});
