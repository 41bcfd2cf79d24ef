import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { WaitingRoomChallenge } from '@/lib/domain/waiting-room';

/** One worker's part of a challenge: every `step`th number from `start` on. */
export interface ProofWork {
  challenge: WaitingRoomChallenge;
  start: number;
  step: number;
}

/** What a worker says: how many numbers it has tried since it last said so, or the solution. */
export type ProofWord = { tried: number } | { solution: Awaited<ReturnType<typeof solveChallenge>> };

/** Words between which the page's progress stands still. */
const sayEveryMilliseconds = 100;

// A worker's own scope; the compiler takes every file for a page's.
const scope = self as unknown as Pick<Worker, 'postMessage'>;
const say = (word: ProofWord) => scope.postMessage(word);

self.onmessage = async (message: MessageEvent<ProofWork>) => {
  const { start, step } = message.data;
  // Our server made it with the same library; the page only hands it on.
  const challenge = message.data.challenge as unknown as Challenge;
  let tried = 0;
  let saidAt = performance.now();
  const solution = await solveChallenge({
    ...{ challenge, counterStart: start, counterStep: step },
    deriveKey: (...password) => {
      tried += 1;
      if (performance.now() - saidAt > sayEveryMilliseconds) {
        say({ tried });
        tried = 0;
        saidAt = performance.now();
      }
      return deriveKey(...password);
    },
  });
  say({ solution });
};
