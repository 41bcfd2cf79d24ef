import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { addStaffAction, removeStaffAction } from '@/app/check-in/actions';
import { Streamed } from '@/app/streamed';
import { signedInBuyer } from '@/app/visitor';
import { EventStaff } from '@/components/check-in/event-staff';
import { MessagesFor } from '@/components/messages-for';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { listEventStaff } from '@/lib/use-cases/list-event-staff';

interface Props {
  params: Promise<{ eventId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkIn');
  return { title: t('staff'), robots: { index: false } };
}

export default function EventStaffPage({ params }: Props) {
  return <Streamed fallback={<PageSkeleton />} render={async () => eventStaff((await params).eventId)} />;
}

async function eventStaff(named: string) {
  const buyer = await signedInBuyer(`/check-in/staff/${named}`);
  const eventId = decodeURIComponent(named);
  const listed = await listEventStaff({ buyer, eventId });
  if (!listed.ok) notFound();
  const t = await getTranslations('checkIn');
  const { title, staff } = listed.value;
  return (
    <div className="narrow-width py-10 sm:py-14">
      <Link
        href="/check-in"
        className="mb-3 inline-flex min-h-11 items-center gap-2 text-soft hover:text-ink"
        prefetch={false}
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t('back')}
      </Link>
      <h1 className="display text-3xl sm:text-5xl">{t('staffTitle', { title: title[await getLocale()] })}</h1>
      <p className="mt-4 text-soft">{t('staffHint')}</p>
      <MessagesFor namespaces={['checkIn', 'refusal']}>
        <EventStaff
          eventId={eventId}
          staff={staff.map(({ userId, name, email }) => ({ userId, name, email }))}
          add={addStaffAction}
          remove={removeStaffAction}
        />
      </MessagesFor>
    </div>
  );
}
