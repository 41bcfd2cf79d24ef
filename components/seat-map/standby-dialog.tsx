'use client';

import { useTranslations } from 'next-intl';
import { StandbyLine } from '@/components/standby/standby-line';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import type { ScheduleDetail } from '@/lib/domain/sale';
import type { MapStage } from './map-stage';
import { StandbyForm } from './standby-form';
import type { StandbyLines } from './use-standby';

interface StandbyDialogProps {
  stage: MapStage;
  schedule: ScheduleDetail;
  standby: StandbyLines;
  most: number;
  onClose: () => void;
}

/** My places in line on this map, and a way into another one. */
export function StandbyDialog({ stage, schedule, standby, most, onClose }: StandbyDialogProps) {
  const t = useTranslations('standby');
  const { standbyOfferSeconds: seconds, seatLimit } = schedule.rules;
  const minutes = Math.max(1, Math.round(seconds / 60));
  const live = standby.lines.filter(({ state }) => state !== 'passed').length;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('title')} description={t('about', { minutes })} closeLabel={t('close')}>
        <div data-testid="standby-dialog">
          <h3 className="mt-6 font-bold">{t('mine')}</h3>
          {standby.lines.length === 0 ? (
            <p className="mt-1 text-soft text-sm">{t('none')}</p>
          ) : (
            <ul className="mt-2 grid gap-3">
              {standby.lines.map((one) => (
                <li key={one.standbyId} className="rounded-2xl border border-line bg-raised p-4">
                  <StandbyLine
                    standby={one}
                    serverNow={schedule.now}
                    timeZone={schedule.venue.timeZone}
                    onLeave={standby.leave}
                  />
                </li>
              ))}
            </ul>
          )}
          <h3 className="mt-6 mb-2 font-bold">{t('anyTitle')}</h3>
          {live >= seatLimit ? (
            <p className="text-soft text-sm">{t('enoughLines', { count: seatLimit })}</p>
          ) : (
            <StandbyForm
              stage={stage}
              most={most}
              busy={standby.busy}
              onJoin={(wish) => void standby.join(wish)}
            />
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
