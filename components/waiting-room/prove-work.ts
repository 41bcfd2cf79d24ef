import type { WaitingRoomChallenge } from '@/lib/domain/waiting-room';
import type { ProofWord, ProofWork } from './proof-worker';

/** More than this many at once make a phone hot and the page slow, and win little. */
const mostWorkers = 4;

/**
 * Computes what a room asks for before one may join, in workers beside the page. Answers the proof as the API takes it;
 * null when this browser cannot, or the work was broken off.
 * @param progress hears how much of it is done, 0–1
 */
export async function proveWork(
  challenge: WaitingRoomChallenge,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const step = Math.max(1, Math.min(mostWorkers, (navigator.hardwareConcurrency ?? 2) - 1));
  const workers: Worker[] = [];
  let tried = 0;
  try {
    const solution = await new Promise<unknown>((resolve, reject) => {
      signal.addEventListener('abort', reject, { once: true });
      for (let start = 0; start < step; start += 1) {
        const worker = new Worker(new URL('./proof-worker.ts', import.meta.url));
        workers.push(worker);
        worker.onerror = reject;
        worker.onmessage = ({ data }: MessageEvent<ProofWord>) => {
          if ('solution' in data) return resolve(data.solution);
          tried += data.tried;
          progress(shareOf(tried));
        };
        worker.postMessage({ challenge, start, step } satisfies ProofWork);
      }
    });
    return solution ? btoa(JSON.stringify({ challenge, solution })) : null;
  } catch {
    // No worker, no crypto.subtle (a page without TLS), or the reader went away.
    return null;
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

/** Tries that are needed on average: as the server sets it, between half and one and a half of that. */
const usualTries = 2000;

/** Nobody knows which try will be the right one: the share grows quickly at first and never quite to the end. */
function shareOf(tried: number): number {
  return 1 - Math.exp((-1.5 * tried) / usualTries);
}
