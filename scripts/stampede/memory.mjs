const everyMilliseconds = 5000;
const patienceMilliseconds = 4000;

/** What prom-client tells of a process at /api/metrics. */
const gauges = { resident: 'process_resident_memory_bytes', heap: 'nodejs_heap_size_used_bytes' };

/**
 * What a process of Rowlock has in memory at a moment; resident: of the machine's, heap: what JavaScript uses, garbage
 * included.
 * @typedef {{at: number, instance: number, resident: number, heap: number}} MemorySample
 */

/**
 * Notes every few seconds what each process has in memory, for as long as it answers.
 * @param {import('./instances.mjs').Instance[]} instances
 * @param {import('./record.mjs').Recorder} recorder
 */
export function watchMemory(instances, recorder) {
  const stopping = new AbortController();
  const look = async (/** @type {string} */ origin, /** @type {number} */ instance) => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patienceMilliseconds)]);
    try {
      const text = await (await fetch(`${origin}/api/metrics`, { signal })).text();
      const [resident, heap] = [gaugeIn(text, gauges.resident), gaugeIn(text, gauges.heap)];
      if (!stopping.signal.aborted)
        recorder.write({ is: 'memory', at: recorder.now(), instance, resident, heap });
    } catch {
      // It is down, or busy: another time.
    }
  };
  const timer = setInterval(() => {
    for (const [instance, { origin }] of instances.entries()) void look(origin, instance);
  }, everyMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      stopping.abort();
    },
  };
}

/** @param {string} text @param {string} name */
function gaugeIn(text, name) {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/** A collection of garbage comes at least this often under load: the least of such a stretch is what is in use. */
const stretchMilliseconds = 60_000;
/** Until then caches fill, connections open and code is compiled. */
const warmUpShare = 0.25;
/** A line through what follows may rise by this much of where it begins. */
const mostRise = 0.05;

/**
 * Whether memory stays as it is once the process has warmed up: a straight line is fitted to what follows, and to the least
 * that is in use in each minute of it.
 * @param {MemorySample[]} samples of one process, in order
 */
export function judgeMemory(samples) {
  const end = samples.at(-1)?.at ?? 0;
  const warm = samples.filter(({ at }) => at >= end * warmUpShare);
  const resident = fitted(warm.map(({ at, resident: value }) => [at, value]));
  const heap = fitted(lows(warm.map(({ at, heap: value }) => [at, value])));
  return { resident, heap, isFlat: resident.rise <= mostRise && heap.rise <= mostRise };
}

/** @typedef {[at: number, value: number]} Point */

/**
 * The lowest point of each stretch. One that was only begun when the last sample was taken, or when the process had warmed up, may
 * have seen no collection: what is lowest in it is garbage.
 * @param {Point[]} points
 * @returns {Point[]}
 */
function lows(points) {
  /** @type {Map<number, Point[]>} */
  const stretches = new Map();
  for (const point of points) {
    const stretch = Math.floor(point[0] / stretchMilliseconds);
    stretches.set(stretch, [...(stretches.get(stretch) ?? []), point]);
  }
  const most = Math.max(...[...stretches.values()].map(({ length }) => length));
  return [...stretches.values()]
    .filter(({ length }) => length >= most / 2)
    .map((stretch) => stretch.reduce((low, point) => (point[1] < low[1] ? point : low)));
}

/**
 * The line of least squares: where it begins and ends, and by which part of its beginning it rises.
 * @param {Point[]} points
 */
function fitted(points) {
  const mean = (/** @type {number[]} */ values) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanAt, meanValue] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - meanAt) ** 2, 0);
  const slope =
    points.reduce((sum, [at, value]) => sum + (at - meanAt) * (value - meanValue), 0) / (spread || 1);
  const valueAt = (/** @type {number} */ at) => meanValue + slope * (at - meanAt);
  const [from, to] = [valueAt(points[0]?.[0] ?? 0), valueAt(points.at(-1)?.[0] ?? 0)];
  return { from, to, rise: (to - from) / from };
}
