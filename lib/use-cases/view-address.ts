import type { Buyer } from '@/lib/domain/buyer';
import { isMailOn } from '@/lib/mail/smtp';
import { isAddressProven } from '@/lib/postgres/account-store';

/** Whether the buyer's address is proven, and can be: not without a mail server. Throws StoreUnavailable. */
export async function viewAddress(asked: {
  buyer: Buyer;
}): Promise<{ proven: boolean; canBeProven: boolean }> {
  return { proven: await isAddressProven(asked.buyer.userId), canBeProven: isMailOn() };
}
