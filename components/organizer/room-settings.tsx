'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { settingBounds, type WaitingRoomSettings } from '@/lib/domain/waiting-room';

interface RoomSettingsProps {
  scheduleId: string;
  settings: WaitingRoomSettings;
  /** The opening on the venue's clocks, as a date-and-time field takes it. */
  opensAtLocal: string;
  /** There is no room yet. */
  isNew: boolean;
  save: (state: FormState, form: FormData) => Promise<FormState>;
}

const numbers = [
  ['capacity', 'capacity'],
  ['admissions_per_minute', 'admissionsPerMinute'],
  ['admission_seconds', 'admissionSeconds'],
  ['grace_seconds', 'graceSeconds'],
] as const;

/** What an organizer sets of a waiting room. */
export function RoomSettings({ scheduleId, settings, opensAtLocal, isNew, save }: RoomSettingsProps) {
  const t = useTranslations('organizer');
  const [state, send] = useActionState(save, untouched);
  return (
    <form action={send} className="grid max-w-2xl gap-5 sm:grid-cols-2" noValidate>
      <input type="hidden" name="schedule_id" value={scheduleId} />
      <div className="sm:col-span-2">
        <RefusalNotice refusal={state.faults.length > 0 ? null : state.refusal} />
        <Field
          name="opens_at"
          type="datetime-local"
          label={t('setting.opens_at')}
          hint={t('settingHint.opens_at')}
          required
          defaultValue={state.values.opens_at ?? opensAtLocal}
          fault={state.faults.includes('opens_at') ? t('fault.opens_at') : undefined}
        />
      </div>
      {numbers.map(([name, setting]) => {
        const { least, most } = settingBounds[setting];
        return (
          <Field
            key={name}
            name={name}
            type="number"
            inputMode="numeric"
            min={least}
            max={most}
            required
            label={t(`setting.${name}`)}
            hint={t(`settingHint.${name}`)}
            defaultValue={state.values[name] ?? settings[setting]}
            fault={state.faults.includes(name) ? t('fault.number', { least, most }) : undefined}
          />
        );
      })}
      <label className="flex items-start gap-3 sm:col-span-2">
        <input
          type="checkbox"
          name="proof_of_work"
          defaultChecked={settings.proofOfWork}
          className="mt-1 size-5 shrink-0 accent-(--accent-ink)"
        />
        <span>
          <span className="block font-medium">{t('setting.proof_of_work')}</span>
          <span className="text-faint text-sm">{t('settingHint.proof_of_work')}</span>
        </span>
      </label>
      <div className="flex flex-wrap items-center gap-4 sm:col-span-2">
        <SubmitButton variant={isNew ? 'primary' : 'secondary'}>
          {t(isNew ? 'makeRoom' : 'saveRoom')}
        </SubmitButton>
        <p role="status" className="text-accent-ink text-sm">
          {state.done && t('saved')}
        </p>
      </div>
    </form>
  );
}
