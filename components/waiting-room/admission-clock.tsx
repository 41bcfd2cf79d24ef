'use client';

import { DoorOpen } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useServerSeconds } from '@/components/time/server-clock';
import { splitSeconds } from '@/components/time/split-seconds';
import { Button, buttonStyle } from '@/components/ui/button';
import { RoomCalls } from './room-calls';
import { type Admission, useAdmission } from './use-admission';

interface AdmissionClockProps {
  scheduleId: string;
  eventHref: string;
  admission: Admission;
}

/** From then on the clock warns, and says so once. */
const warnSeconds = 60;

/** How long I may be at the seat map, what prolongs it, and the way out for who is done early. */
export function AdmissionClock({ scheduleId, eventHref, admission }: AdmissionClockProps) {
  const t = useTranslations('waitingRoom');
  const { endsAt, over } = useAdmission(scheduleId, admission);
  const left = Math.max(0, Math.ceil(Date.parse(endsAt) / 1000) - useServerSeconds(admission.now));
  const warns = left <= warnSeconds;
  if (over) return <Over scheduleId={scheduleId} />;
  const { clock } = splitSeconds(left);
  return (
    <>
      <button
        type="button"
        popoverTarget="admission"
        aria-label={t('admissionLeft', { minutes: Math.floor(left / 60), seconds: left % 60 })}
        data-testid="admission-clock"
        className={`ml-auto inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-full px-3 font-semibold text-sm tabular hover:bg-raised ${warns ? 'text-warning' : 'text-soft'}`}
      >
        <DoorOpen aria-hidden="true" className="size-4" />
        {clock}
      </button>
      <Details scheduleId={scheduleId} eventHref={eventHref} />
      <p role="status" className="sr-only">
        {warns && t('admissionEndsSoon')}
      </p>
    </>
  );
}

function Details({ scheduleId, eventHref }: { scheduleId: string; eventHref: string }) {
  const t = useTranslations('waitingRoom');
  const language = useLocale();
  const router = useRouter();
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    const said = await new RoomCalls(scheduleId, language).leave();
    if (said.ok) router.push(eventHref);
    else setLeaving(false);
  };
  return (
    <div
      id="admission"
      popover="auto"
      className="fixed top-32 right-3 left-auto m-0 w-72 rounded-2xl border border-line bg-surface p-5 text-ink text-sm shadow-(--shadow)"
    >
      <p className="font-bold text-base">{t('admissionTitle')}</p>
      <p className="mt-1.5 text-soft">{t('admissionBody')}</p>
      <Button
        variant="secondary"
        size="small"
        className="mt-4"
        disabled={leaving}
        aria-busy={leaving}
        onClick={() => void leave()}
        data-testid="leave-inside"
      >
        {t('leaveInside')}
      </Button>
    </div>
  );
}

/** Over the map, which can still be looked at. */
function Over({ scheduleId }: { scheduleId: string }) {
  const t = useTranslations('waitingRoom');
  return (
    <div
      role="alert"
      className="fixed inset-x-3 top-34 z-50 flex justify-center"
      data-testid="admission-over"
    >
      <div className="w-full max-w-md animate-rise rounded-2xl border border-warning bg-raised p-4 text-ink text-sm shadow-(--shadow)">
        <p className="font-bold text-base">{t('outTitle.ended')}</p>
        <p className="mt-1 text-soft">{t('outBody.ended')}</p>
        <Link
          href={`/schedules/${scheduleId}/waiting-room`}
          prefetch={false}
          className={`${buttonStyle({ size: 'small' })} mt-3`}
        >
          {t('toWaitingRoom')}
        </Link>
      </div>
    </div>
  );
}
