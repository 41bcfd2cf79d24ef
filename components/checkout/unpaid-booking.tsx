import { Wallet } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';

/** In place of a hold that became a booking: it waits for its payment, and the way there. */
export function UnpaidBooking({ code, working }: { code: string; working: boolean }) {
  const t = useTranslations('checkout');
  return (
    <div className="grid justify-items-center gap-3 py-6 text-center">
      <Wallet aria-hidden="true" className="size-10 text-accent-ink" />
      <h2 className="font-bold text-2xl">{t('unpaidTitle')}</h2>
      <p className="max-w-md text-soft">{t(working ? 'workingBody' : 'unpaidBody')}</p>
      <Link
        href={`/bookings/${code}/payment`}
        prefetch={false}
        className={`${buttonStyle({ size: 'large' })} mt-3`}
      >
        {t(working ? 'seePayment' : 'toPayment')}
      </Link>
    </div>
  );
}
