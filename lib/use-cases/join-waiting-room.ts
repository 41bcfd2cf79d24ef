import type { Buyer } from '@/lib/domain/buyer';
import type { SaleRefusal, WaitingRoomRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { mayJoinFrom, type WaitingPlace } from '@/lib/domain/waiting-room';
import { joinLine } from '@/lib/postgres/waiting-place-store';
import { findPlace } from '@/lib/sale/find-place';
import { noteThere } from '@/lib/sale/note-there';
import { isProofOfWork } from '@/lib/sale/proof-of-work';
import { answerInTime } from '@/lib/sale/settle-in-time';

interface Wish {
  buyer: Buyer;
  scheduleId: string;
  proof?: string | undefined;
}

type Refusal = WaitingRoomRefusal | Extract<SaleRefusal, { code: 'SALES_CLOSED' }>;

/**
 * Joins a schedule's waiting room: before the sale opens among those whose order will be drawn, later at the end of the
 * line. Who has a place keeps it. `proof` answers the room's challenge where it wants one. Throws StoreUnavailable.
 */
export function joinWaitingRoom(wish: Wish): Promise<Result<WaitingPlace, Refusal>> {
  return answerInTime(tryToJoin(wish));
}

async function tryToJoin(wish: Wish): Promise<Result<WaitingPlace, Refusal>> {
  const whose = { scheduleId: wish.scheduleId, userId: wish.buyer.userId };
  const before = await findPlace(whose);
  if (!before) return refused({ code: 'WAITING_ROOM_NOT_FOUND' });
  const there = noteThere(whose.scheduleId, [whose.userId]);
  if (mayJoinFrom(before.state)) {
    const unproved = before.proofOfWork ? await proofRefusal(whose, wish.proof, new Date(before.now)) : null;
    if (unproved) return refused(unproved);
    const said = await joinLine(whose.scheduleId, whose.userId);
    if ('refusal' in said) return refused(told(said));
  }
  const [place] = await Promise.all([findPlace(whose), there]);
  return place ? granted(place) : refused({ code: 'WAITING_ROOM_NOT_FOUND' });
}

async function proofRefusal(
  whose: { scheduleId: string; userId: string },
  proof: string | undefined,
  now: Date,
) {
  if (proof === undefined) return { code: 'PROOF_NEEDED' } as const;
  return (await isProofOfWork(proof, whose, now)) ? null : ({ code: 'PROOF_REFUSED' } as const);
}

type SaidNo = Extract<Awaited<ReturnType<typeof joinLine>>, { refusal: string }>;

function told(said: SaidNo): Refusal {
  switch (said.refusal) {
    case 'WAITING_ROOM_NOT_OPEN':
      return { code: said.refusal, opensAt: said.at.toISOString() };
    case 'SALES_CLOSED':
      return { code: said.refusal, closedAt: said.at.toISOString() };
    default:
      return { code: said.refusal };
  }
}
