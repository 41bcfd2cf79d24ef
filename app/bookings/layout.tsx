import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Toaster } from '@/components/ui/toaster';

/** Bookings tell in a toast what became of a cancellation; other pages need not carry the means. */
export default async function BookingsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('common');
  return (
    <>
      {children}
      <Toaster label={t('notices')} />
    </>
  );
}
