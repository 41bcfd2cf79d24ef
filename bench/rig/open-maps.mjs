import { startSideProcess } from './side-process.mjs';

/**
 * Opens a schedule's map so many times, in one process of its own.
 * @param {{origin: string, port: number}} server
 * @param {string} scheduleId
 * @param {number} count
 */
export async function openMaps({ origin, port }, scheduleId, count) {
  const live = `/api/v1/schedules/${scheduleId}`;
  const state = await fetch(`${origin}${live}/state`);
  await state.arrayBuffer();
  const path = `${live}/live?position=${state.headers.get('x-position')}`;
  const program = await startSideProcess('watch-program.mjs');
  const { failed } = await program.ask({ open: { port, path, count } });
  if (failed) throw new Error(failed);
  return {
    count,
    /** When each place became held, at each open map: milliseconds of the machine's clock. @returns {Promise<Map<number, number[]>>} */
    arrivals: async () => (await program.ask({ arrived: true })).arrivals,
    stop: program.stop,
  };
}

/** The clock that all processes of the machine share, ms. */
export const sharedNow = () => Number(process.hrtime.bigint()) / 1e6;
