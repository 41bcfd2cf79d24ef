'use client';

import { DoorClosed, Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useState } from 'react';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { type RoomState, roomStates } from '@/lib/domain/waiting-room';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

interface RoomSteeringProps {
  scheduleId: string;
  state: RoomState;
  waiting: number;
  steer: Action;
}

const icons = { open: Play, paused: Pause, drained: DoorClosed };

/** Opens, pauses and drains a waiting room: each after saying what that means for the people in it. */
export function RoomSteering({ state, ...rest }: RoomSteeringProps) {
  return (
    <div className="flex flex-wrap gap-3">
      {roomStates
        .filter((to) => to !== state)
        .map((to) => (
          <Steer key={to} to={to} {...rest} />
        ))}
    </div>
  );
}

function Steer({ to, scheduleId, waiting, steer }: Omit<RoomSteeringProps, 'state'> & { to: RoomState }) {
  const t = useTranslations('organizer');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const [said, send] = useActionState(steer, untouched);
  useEffect(() => {
    if (said.done) setOpen(false);
  }, [said]);
  const Icon = icons[to];
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={to === 'open' ? 'primary' : 'secondary'} data-testid={`steer-${to}`}>
          <Icon aria-hidden="true" />
          {t(`steerAction.${to}`)}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t(`steerTitle.${to}`)}
        description={t(`steerBody.${to}`, { waiting })}
        closeLabel={common('close')}
      >
        <form action={send} className="mt-6 grid gap-4">
          <input type="hidden" name="schedule_id" value={scheduleId} />
          <input type="hidden" name="to" value={to} />
          <RefusalNotice refusal={said.refusal} />
          <div className="flex flex-wrap justify-end gap-3">
            <DialogClose asChild>
              <Button variant="quiet">{t('asItIs')}</Button>
            </DialogClose>
            <SubmitButton data-testid="steer-confirm">{t(`steerAction.${to}`)}</SubmitButton>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
