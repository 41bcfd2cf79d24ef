// `npm run bench:live`: how long a seat change takes from a hold's answer to every open map, with many maps open.
// Prints what it measured and on what. Options: --watchers N (2000), --changes N (200), --rate N a second (20).
import { get } from 'node:http';
import { cpus } from 'node:os';
import { startE2eServer } from '../scripts/e2e-server.mjs';
import { runCommand } from '../scripts/failure.mjs';
import { readArguments, wholeNumber } from '../scripts/read-arguments.mjs';

const { watchers, changes, rate } = await runCommand(async () => {
  const { values } = readArguments({
    options: {
      watchers: { type: 'string', default: '2000' },
      changes: { type: 'string', default: '200' },
      rate: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log('npm run bench:live -- [--watchers 2000] [--changes 200] [--rate 20]');
    process.exit(0);
  }
  return {
    watchers: wholeNumber('watchers', values.watchers, 1, 100_000),
    changes: wholeNumber('changes', values.changes, 1, 100_000),
    rate: wholeNumber('rate', values.rate, 1, 10_000),
  };
});
const schedule = '9';

const server = await startE2eServer();
const origin = server.environment.APP_URL;

/** @param {string} path @param {object} body @param {string} [token] */
async function post(path, body, token) {
  const answer = await fetch(`${origin}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...(await answer.json()) };
}

/** When each place's change to "held" arrived, a list an open map. @type {Map<number, number[]>} */
const arrivals = new Map();

/** @param {string} position */
function watch(position) {
  return new Promise((resolve, reject) => {
    const path = `${origin}/api/v1/schedules/${schedule}/live?position=${position}`;
    const request = get(path, { agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        const now = performance.now();
        text += chunk;
        const frames = text.split('\n\n');
        text = frames.pop() ?? '';
        for (const frame of frames) {
          const data = /^data: (\{"seats".*)$/m.exec(frame)?.[1];
          if (!data) continue;
          for (const [place, code] of JSON.parse(data).seats) {
            if (code === 1) arrivals.set(place, [...(arrivals.get(place) ?? []), now]);
          }
        }
      });
      resolve(request);
    });
    request.on('error', reject);
  });
}

/** @param {number[]} sorted @param {number} share */
const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

try {
  const state = await fetch(`${origin}/api/v1/schedules/${schedule}/state`);
  const position = state.headers.get('x-position') ?? '';
  const bytes = Buffer.from(await state.arrayBuffer());
  const free = [...bytes].flatMap((byte, i) => (byte === 0 ? [i * 4] : [])).slice(0, changes);
  const tokens = [];
  for (let i = 0; i < Math.ceil(changes / 4); i += 1) {
    const person = { email: `bench-${i}@example.com`, password: 'correct horse battery', name: 'Bench' };
    tokens.push((await post('auth/sign-up', person)).data.token);
  }
  for (let opened = 0; opened < watchers; opened += 100) {
    await Promise.all(Array.from({ length: Math.min(100, watchers - opened) }, () => watch(position)));
  }
  console.log(`${watchers} maps are open; ${free.length} holds, ${rate} a second …`);

  /** @type {Map<number, number>} */
  const answered = new Map();
  const begun = performance.now();
  for (const [i, place] of free.entries()) {
    const due = begun + (i * 1000) / rate;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    const body = { schedule_id: schedule, seat_ids: [`${schedule}-${place}`] };
    post('tickets/seats/lock', body, tokens[Math.floor(i / 4)]).then(({ success }) => {
      if (success) answered.set(place, performance.now());
    });
  }
  const until = performance.now() + 5000;
  const complete = () =>
    answered.size > 0 && [...answered.keys()].every((place) => arrivals.get(place)?.length === watchers);
  while (!complete() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));

  const delays = [...answered].flatMap(([place, time]) =>
    (arrivals.get(place) ?? []).map((arrival) => arrival - time),
  );
  delays.sort((a, b) => a - b);
  const delivered = (100 * delays.length) / (answered.size * watchers);
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load generator on the same cores`,
  );
  console.log(`${answered.size} holds answered, ${delivered.toFixed(2)} % of changes delivered`);
  console.log(
    `from the hold's answer to the map: median ${at(delays, 0.5).toFixed(0)} ms, p99 ${at(delays, 0.99).toFixed(0)} ms, longest ${at(delays, 1).toFixed(0)} ms`,
  );
} finally {
  await server.stop();
  process.exit();
}
