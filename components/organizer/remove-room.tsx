'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';

interface RemoveRoomProps {
  scheduleId: string;
  remove: (state: FormState, form: FormData) => Promise<FormState>;
}

/** Takes a waiting room away, after saying that every place in it goes with it. */
export function RemoveRoom({ scheduleId, remove }: RemoveRoomProps) {
  const t = useTranslations('organizer');
  const common = useTranslations('common');
  const [state, send] = useActionState(remove, untouched);
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="dangerOutline">{t('removeRoom')}</Button>
      </DialogTrigger>
      <DialogContent title={t('removeTitle')} description={t('removeBody')} closeLabel={common('close')}>
        <form action={send} className="mt-6 grid gap-5">
          <input type="hidden" name="schedule_id" value={scheduleId} />
          <RefusalNotice refusal={state.refusal} />
          <SubmitButton variant="danger" size="large">
            {t('removeForGood')}
          </SubmitButton>
        </form>
      </DialogContent>
    </Dialog>
  );
}
