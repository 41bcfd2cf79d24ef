import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Streamed } from '@/app/streamed';
import { signedInBuyer } from '@/app/visitor';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { showDateTime } from '@/lib/domain/show-time';
import { listDoors } from '@/lib/use-cases/list-doors';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkIn');
  return { title: t('title'), robots: { index: false } };
}

export default function DoorsPage() {
  return <Streamed fallback={<PageSkeleton />} render={doors} />;
}

async function doors() {
  const buyer = await signedInBuyer('/check-in');
  const t = await getTranslations('checkIn');
  const language = await getLocale();
  const listed = await listDoors({ buyer });
  return (
    <div className="narrow-width py-12 sm:py-16">
      <h1 className="display text-4xl sm:text-5xl">{t('title')}</h1>
      {listed.length === 0 ? (
        <Card className="mt-8">
          <h2 className="font-bold text-xl">{t('none')}</h2>
          <p className="mt-2 break-words text-soft">{t('noneHint', { email: buyer.email })}</p>
        </Card>
      ) : (
        <>
          <p className="mt-4 text-soft">{t('intro')}</p>
          <ul className="mt-8 grid gap-4">
            {listed.map((door) => (
              <li key={door.scheduleId}>
                <Card className="flex flex-wrap items-center gap-x-6 gap-y-4">
                  <div className="min-w-0 grow">
                    <h2 className="font-bold text-xl">{door.eventTitle[language]}</h2>
                    <p className="text-soft">
                      <time dateTime={door.startsAt}>
                        {showDateTime(door.startsAt, language, door.timeZone)}
                      </time>
                      <br />
                      {door.venueName[language]}
                    </p>
                  </div>
                  <div className="flex flex-wrap gap-3">
                    {door.manages && (
                      <Link
                        href={`/check-in/staff/${encodeURIComponent(door.eventId)}`}
                        className={buttonStyle({ variant: 'secondary' })}
                        prefetch={false}
                      >
                        {t('staff')}
                      </Link>
                    )}
                    <Link
                      href={`/check-in/${encodeURIComponent(door.scheduleId)}`}
                      className={buttonStyle()}
                      prefetch={false}
                    >
                      {t('open')}
                    </Link>
                  </div>
                </Card>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
