'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { Card } from '@/components/ui/card';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

interface Member {
  userId: string;
  name: string;
  email: string;
}

interface EventStaffProps {
  eventId: string;
  staff: readonly Member[];
  add: Action;
  remove: Action;
}

/** Who checks tickets at an event: list, add by email, remove. */
export function EventStaff({ eventId, staff, add, remove }: EventStaffProps) {
  const t = useTranslations('checkIn');
  const [state, send] = useActionState(add, untouched);
  return (
    <Card className="mt-8 grid gap-8">
      {staff.length === 0 ? (
        <p className="text-faint">{t('staffNone')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {staff.map((member) => (
            <StaffRow key={member.userId} member={member} eventId={eventId} remove={remove} />
          ))}
        </ul>
      )}
      <form action={send} className="grid max-w-md gap-4" noValidate>
        <input type="hidden" name="eventId" value={eventId} />
        <RefusalNotice refusal={state.refusal} />
        <Field
          name="email"
          type="email"
          label={t('staffEmail')}
          fault={state.faults.includes('email') ? t('staffEmailFault') : undefined}
          defaultValue={state.values.email}
          autoComplete="off"
          required
        />
        <SubmitButton className="justify-self-start">{t('staffAdd')}</SubmitButton>
        <p role="status" className="text-soft text-sm empty:sr-only">
          {state.done && t('staffAdded')}
        </p>
      </form>
    </Card>
  );
}

function StaffRow({ member, eventId, remove }: { member: Member; eventId: string; remove: Action }) {
  const t = useTranslations('checkIn');
  const [state, send] = useActionState(remove, untouched);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <p className="mr-auto min-w-0 break-words">
        <span className="font-semibold">{member.name}</span> <span className="text-soft">{member.email}</span>
      </p>
      <form action={send}>
        <input type="hidden" name="eventId" value={eventId} />
        <input type="hidden" name="userId" value={member.userId} />
        <SubmitButton variant="secondary" size="small" aria-label={`${t('staffRemove')}: ${member.name}`}>
          {t('staffRemove')}
        </SubmitButton>
      </form>
      <RefusalNotice refusal={state.refusal} />
    </li>
  );
}
