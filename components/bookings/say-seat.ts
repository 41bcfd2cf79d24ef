import { getTranslations } from 'next-intl/server';
import type { SaySeat } from '@/lib/domain/booking-calendar';

/** The sentences that name a seat, and a numbered place, in the reader's language. */
export async function readSaySeat(): Promise<SaySeat> {
  const t = await getTranslations('seat');
  return { seat: (values) => t('name', values), entry: (values) => t('entry', values) };
}
