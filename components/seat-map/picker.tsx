'use client';

import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { PickerHead } from './picker-head';
import type { PickerProps } from './picker-props';
import { PickerSkeleton } from './picker-skeleton';
import { SaleWords } from './sale-note';
import { SeatPicker } from './seat-picker';
import { useHall } from './use-hall';
import { useHeadStart } from './use-head-start';

/** The seat map with everything around it, once the hall is there. */
export function Picker(props: PickerProps) {
  const t = useTranslations('seatMap');
  const { planId, grades, areas } = props.schedule;
  const language = useLocale();
  const load = useHall(planId, grades, areas, language);
  useHeadStart(props.schedule, language);
  if (load.phase === 'ready') return <SeatPicker {...props} hall={load.hall} />;
  return (
    <>
      <PickerHead head={props.head} />
      {load.phase === 'loading' ? (
        <PickerSkeleton
          label={t('loading')}
          note={
            <SaleWords schedule={props.schedule} signedIn={props.visitor.buyerId !== null} soldOut={false} />
          }
        />
      ) : (
        <HallFailed retry={load.retry} />
      )}
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
