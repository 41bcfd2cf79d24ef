'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { Badge } from '@/components/ui/badge';
import { type ApiKeyScope, apiKeyScopes } from '@/lib/domain/api-key-scopes';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

interface ListedKey {
  apiKeyId: string;
  name: string;
  prefix: string;
  scopes: readonly string[];
  createdAt: Date;
  lastUsedAt: Date | null;
}

interface ApiKeysProps {
  keys: readonly ListedKey[];
  /** What this account's role can make use of. */
  scopes: readonly ApiKeyScope[];
  create: Action;
  revoke: Action;
}

/** The account's API keys: list, make (shown once), revoke. */
export function ApiKeys({ keys, scopes, create, revoke }: ApiKeysProps) {
  const t = useTranslations('account');
  return (
    <div className="grid gap-8">
      {keys.length === 0 ? (
        <p className="text-faint">{t('noKeys')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {keys.map((key) => (
            <KeyRow key={key.apiKeyId} apiKey={key} revoke={revoke} />
          ))}
        </ul>
      )}
      <NewKey scopes={scopes} create={create} />
    </div>
  );
}

function KeyRow({ apiKey, revoke }: { apiKey: ListedKey; revoke: Action }) {
  const t = useTranslations('account');
  const format = useFormatter();
  const [state, send] = useActionState(revoke, untouched);
  const day = (date: Date) => format.dateTime(date, { dateStyle: 'medium' });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <div className="mr-auto min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {apiKey.name}
          {apiKey.scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </p>
        <p className="mt-0.5 text-faint text-sm">
          <code className="font-mono">{apiKey.prefix}…</code> ·{' '}
          {t('keyMade', { date: day(apiKey.createdAt) })} ·{' '}
          {apiKey.lastUsedAt ? t('keyUsed', { date: day(apiKey.lastUsedAt) }) : t('keyUnused')}
        </p>
      </div>
      <form action={send}>
        <input type="hidden" name="apiKeyId" value={apiKey.apiKeyId} />
        <SubmitButton variant="secondary" size="small" aria-label={`${t('revoke')}: ${apiKey.name}`}>
          {t('revoke')}
        </SubmitButton>
      </form>
      <RefusalNotice refusal={state.refusal} />
    </li>
  );
}

function NewKey({ scopes, create }: Pick<ApiKeysProps, 'scopes' | 'create'>) {
  const t = useTranslations('account');
  const [state, send] = useActionState(create, untouched);
  return (
    <form action={send} className="grid max-w-md gap-5" noValidate>
      {state.done && state.values.key && (
        <div role="status" className="rounded-xl border border-line-strong p-4">
          <p className="font-semibold">{t('keyOnce')}</p>
          <code className="mt-2 block select-all break-all rounded-lg bg-raised p-3 font-mono text-sm">
            {state.values.key}
          </code>
        </div>
      )}
      <RefusalNotice refusal={state.faults.length > 0 ? null : state.refusal} />
      <Field
        name="name"
        label={t('keyName')}
        maxLength={80}
        required
        autoComplete="off"
        defaultValue={state.done ? '' : state.values.name}
        fault={state.faults.includes('name') ? t('fault.name') : undefined}
      />
      <fieldset>
        <legend className="mb-1.5 font-medium text-soft text-sm">{t('scopes')}</legend>
        {apiKeyScopes
          .filter((scope) => scopes.includes(scope))
          .map((scope) => (
            <label key={scope} className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                name="scopes"
                value={scope}
                defaultChecked={scope === 'read'}
                className="size-5 accent-(--accent-ink)"
              />
              <span>{t(`scope.${scope}`)}</span>
            </label>
          ))}
        {state.faults.includes('scopes') && (
          <p className="mt-1 font-medium text-danger text-sm">{t('fault.scopes')}</p>
        )}
      </fieldset>
      <SubmitButton variant="secondary" className="justify-self-start">
        {t('makeKey')}
      </SubmitButton>
    </form>
  );
}
