import type { Buyer } from '@/lib/domain/buyer';
import type { Hold } from '@/lib/domain/hold';
import type { BuyerBusyRefusal, NotFoundRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { extendHold } from '@/lib/redis/hold-store';
import { admissionRefusal } from '@/lib/sale/admission-refusal';
import { askHold } from '@/lib/sale/ask-hold';
import { findSale } from '@/lib/sale/find-sale';
import { presentHold } from '@/lib/sale/priced-seats';
import { settleInTime } from '@/lib/sale/settle-in-time';
import { withBuyerLock } from '@/lib/sale/with-buyer-lock';

interface Wish {
  buyer: Buyer;
  scheduleId: string;
  /** The token of the schedule's waiting room, where it has one. */
  admission?: string | null | undefined;
}

type Outcome = Result<
  Hold,
  | Extract<NotFoundRefusal, { code: 'NO_HOLD' | 'SCHEDULE_NOT_FOUND' }>
  | { code: 'NOT_ADMITTED' }
  | BuyerBusyRefusal
>;

/** Enters payment: extends the buyer's hold, once in its life, and answers it. Refuses NO_HOLD. Throws StoreUnavailable. */
export function beginCheckout(wish: Wish): Promise<Outcome> {
  return settleInTime(tryToBegin(wish));
}

async function tryToBegin({ buyer, scheduleId, admission }: Wish): Promise<Outcome> {
  const found = await findSale({ scheduleId });
  if (!found.ok) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const { schedule } = found.value;
  const { rules } = schedule;
  const outside = await admissionRefusal(schedule, buyer, admission, rules.checkoutSeconds);
  if (outside) return refused(outside);
  const whose = { scheduleId, userId: buyer.userId };
  return withBuyerLock(whose, async () => {
    const said = await askHold(scheduleId, () => extendHold(whose, rules));
    if (said.outcome !== 'held') return refused({ code: 'NO_HOLD' });
    return granted(presentHold(found.value, said.hold));
  });
}
