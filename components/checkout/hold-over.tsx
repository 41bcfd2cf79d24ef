import { TimerOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';

/** The hold has run out, or there is none: what that means, and the way back to the seats. */
export function HoldOver({ scheduleId }: { scheduleId: string }) {
  const t = useTranslations('checkout');
  return (
    <div role="alert" className="grid justify-items-center gap-3 py-6 text-center">
      <TimerOff aria-hidden="true" className="size-10 text-warning" />
      <h2 className="font-bold text-2xl">{t('overTitle')}</h2>
      <p className="max-w-md text-soft">{t('overBody')}</p>
      <div className="mt-3 flex flex-wrap justify-center gap-3">
        <Link href={`/schedules/${scheduleId}`} prefetch={false} className={buttonStyle({ size: 'large' })}>
          {t('backToMap')}
        </Link>
        <Link href="/bookings" prefetch={false} className={buttonStyle({ size: 'large', variant: 'quiet' })}>
          {t('myBookings')}
        </Link>
      </div>
    </div>
  );
}
