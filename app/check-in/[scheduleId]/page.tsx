import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Streamed } from '@/app/streamed';
import { signedInBuyer, visitor } from '@/app/visitor';
import { DoorPage } from '@/components/check-in/door-page';
import { MessagesFor } from '@/components/messages-for';
import { KeepPage } from '@/components/offline/keep-page';
import { PageSkeleton } from '@/components/site/page-skeleton';
import { doorOf } from '../door-of';

interface Props {
  params: Promise<{ scheduleId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('checkIn');
  const { buyer } = await visitor();
  const door = buyer && (await doorOf(buyer, (await params).scheduleId));
  const title = door ? t('pageTitle', { title: door.eventTitle[await getLocale()] }) : t('title');
  return { title, robots: { index: false } };
}

export default function OneDoorPage({ params }: Props) {
  return <Streamed fallback={<PageSkeleton />} render={async () => oneDoor((await params).scheduleId)} />;
}

async function oneDoor(scheduleId: string) {
  const buyer = await signedInBuyer(`/check-in/${scheduleId}`);
  const door = await doorOf(buyer, scheduleId);
  if (!door) notFound();
  const t = await getTranslations('checkIn');
  return (
    <div className="page-width max-w-5xl py-5 sm:py-10">
      <Link
        href="/check-in"
        className="mb-3 inline-flex min-h-11 items-center gap-2 text-soft hover:text-ink"
        prefetch={false}
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t('back')}
      </Link>
      <MessagesFor namespaces={['checkIn', 'refusal', 'seat', 'tickets']}>
        <DoorPage door={door} account={buyer.userId} />
      </MessagesFor>
      <div className="mt-4">
        <KeepPage scope="/check-in/" account={buyer.userId} keptText={t('kept')} />
      </div>
    </div>
  );
}
