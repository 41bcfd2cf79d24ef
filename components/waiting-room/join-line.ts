import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { proveWork } from './prove-work';
import type { Heard, RoomCalls, Unheard } from './room-calls';

/** This browser cannot compute, as far as the page can tell. */
const proofImpossible: Unheard = {
  ok: false,
  code: 'PROOF_IMPOSSIBLE',
  message: '',
  retryAfterSeconds: null,
};

/** What a page shows while it joins. */
export type JoinProgress = { doing: 'joining' } | { doing: 'checking'; checked: number };

/** Joins a line, after computing what the room asks for where it does; null when the page was left meanwhile. */
export async function joinLine(
  calls: RoomCalls,
  proofOfWork: boolean,
  show: (progress: JoinProgress) => void,
  signal: AbortSignal,
): Promise<Heard<WaitingPlace> | null> {
  if (!proofOfWork) {
    show({ doing: 'joining' });
    const said = await calls.join(null);
    // Unless it was switched on since this page was made.
    if (said.ok || said.code !== 'PROOF_NEEDED') return said;
  }
  show({ doing: 'checking', checked: 0 });
  const asked = await calls.challenge();
  if (!asked.ok) return asked;
  const proof = await proveWork(asked.value, (checked) => show({ doing: 'checking', checked }), signal);
  if (signal.aborted) return null;
  if (proof === null) return proofImpossible;
  show({ doing: 'joining' });
  return calls.join(proof);
}
