'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { Hold } from '@/lib/domain/hold';
import type { ScheduleDetail } from '@/lib/domain/sale';
import type { HoldActions } from './hold-wishes';
import { PickerHead } from './picker-head';
import { PickerSkeleton } from './picker-skeleton';
import { SeatPicker } from './seat-picker';
import { useHall } from './use-hall';
import type { Visitor } from './use-picking';

export interface PickerProps {
  /** What is on: stands above the map from the first moment. */
  head: ReactNode;
  schedule: ScheduleDetail;
  visitor: Visitor;
  /** My hold when the page was made. */
  hold: Hold | null;
  /** Places I have booked already. */
  booked: readonly number[];
  /** The seat chosen before signing in. */
  wanted: number | null;
  actions: HoldActions;
}

/** The seat map with everything around it, once the hall is there. */
export function Picker(props: PickerProps) {
  const t = useTranslations('seatMap');
  const load = useHall(props.schedule.planId, props.schedule.grades);
  if (load.phase === 'ready') return <SeatPicker {...props} hall={load.hall} />;
  return (
    <>
      <PickerHead head={props.head} />
      {load.phase === 'loading' ? <PickerSkeleton label={t('loading')} /> : <HallFailed retry={load.retry} />}
    </>
  );
}

function HallFailed({ retry }: { retry: () => void }) {
  const t = useTranslations('seatMap');
  return (
    <div role="alert" className="grid min-h-0 flex-1 place-items-center p-6 text-center">
      <div>
        <TriangleAlert className="mx-auto size-8 text-danger" aria-hidden="true" />
        <p className="mt-3 font-bold text-lg">{t('hallFailed')}</p>
        <p className="mt-1 text-soft">{t('stateFailedHint')}</p>
        <Button className="mt-5" onClick={retry}>
          {t('retry')}
        </Button>
      </div>
    </div>
  );
}
