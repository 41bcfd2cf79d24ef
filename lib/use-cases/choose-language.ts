import type { Buyer } from '@/lib/domain/buyer';
import { granted, type Result } from '@/lib/domain/result';
import { setAccountLanguage } from '@/lib/postgres/account-store';

/** Keeps the language in which the account is told things by mail. Throws StoreUnavailable. */
export async function chooseLanguage(wish: {
  buyer: Buyer;
  language: 'ko' | 'en';
}): Promise<Result<{ language: 'ko' | 'en' }, never>> {
  await setAccountLanguage(wish.buyer.userId, wish.language);
  return granted({ language: wish.language });
}
