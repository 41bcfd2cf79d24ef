'use client';

import { LoaderCircle, ScanLine } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Field } from '@/components/forms/field';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { Door } from '@/lib/domain/door-list';
import { showClock, showDateTime, showDay } from '@/lib/domain/show-time';
import type { DoorView } from './door-view';

interface DoorStartProps {
  door: Door;
  view: DoorView;
  /** What the device was called last. */
  device: string;
  ready: boolean;
  start: (device: string) => void;
}

const longestName = 40;

/** Before the first ticket: which show, what this device is called, and how far the list has come. */
export function DoorStart({ door, view, device, ready, start }: DoorStartProps) {
  const t = useTranslations('checkIn');
  const language = useLocale();
  const [fault, setFault] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('device') ?? '').trim();
    setFault(name === '');
    if (name !== '') start(name.slice(0, longestName));
  };

  return (
    <Card>
      <h1 className="font-extrabold text-2xl sm:text-3xl">{door.eventTitle[language]}</h1>
      <p className="mt-1 text-soft">
        <time dateTime={door.startsAt}>{showDateTime(door.startsAt, language, door.timeZone)}</time>
        <br />
        {door.venueName[language]}
      </p>
      <form onSubmit={submit} className="mt-6 grid gap-5" noValidate>
        <Field
          // With what the device remembers: the server cannot know it.
          key={device}
          name="device"
          label={t('device')}
          hint={t('deviceHint')}
          fault={fault ? t('deviceMissing') : undefined}
          defaultValue={device}
          maxLength={longestName}
          autoComplete="off"
        />
        <Button type="submit" size="large" disabled={!ready}>
          <ScanLine aria-hidden="true" />
          {t('start')}
        </Button>
      </form>
      <div className="mt-5">
        <RefusalNotice refusal={view.stopped} timeZone={door.timeZone} />
        <ListState view={view} timeZone={door.timeZone} />
      </div>
    </Card>
  );
}

/** How far the door list has come: what works without a connection. */
export function ListState({ view, timeZone }: { view: DoorView; timeZone: string }) {
  const t = useTranslations('checkIn');
  const language = useLocale();
  if (view.phase !== 'ready') {
    const { tickets = 0, total = 0 } = view.loaded ?? {};
    return (
      <p className="flex items-center gap-2 text-soft text-sm" role="status">
        {view.online && <LoaderCircle aria-hidden="true" className="size-4 animate-spin" />}
        {view.online ? t('listLoading', { tickets, total }) : t('listMissing')}
      </p>
    );
  }
  const at = view.asOf ?? '';
  const time = at && `${showDay(at, language, timeZone)} ${showClock(at, language, timeZone)}`;
  return (
    <p className="text-soft text-sm" role="status">
      {t('listReady', { total: view.counts.total, time })}
    </p>
  );
}
