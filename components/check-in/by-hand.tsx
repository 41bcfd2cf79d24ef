'use client';

import { Keyboard } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Field } from '@/components/forms/field';
import { TicketPlace } from '@/components/ticket-place';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { normaliseBookingCode } from '@/lib/domain/booking-code';
import type { Door, DoorTicket } from '@/lib/domain/door-list';
import { showClock } from '@/lib/domain/show-time';
import type { DoorDesk } from './door-desk';

/** Finds a booking's tickets by its code, for codes that no camera can read. */
export function ByHand({ desk, door }: { desk: DoorDesk; door: Door }) {
  const t = useTranslations('checkIn');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const [tickets, setTickets] = useState<DoorTicket[] | null>(null);
  const [busy, setBusy] = useState(false);

  const find = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = normaliseBookingCode(String(new FormData(event.currentTarget).get('code') ?? ''));
    if (code === '') return;
    setBusy(true);
    // Bought a moment ago: the list is asked again before the answer is no.
    if (desk.ticketsOfCode(code).length === 0) await desk.refresh();
    setTickets(desk.ticketsOfCode(code));
    setBusy(false);
  };

  const admit = async (ticketId: string) => {
    setOpen(false);
    setTickets(null);
    await desk.admitByHand(ticketId);
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(wanted) => {
        setOpen(wanted);
        setTickets(null);
      }}
    >
      <DialogTrigger asChild>
        <Button variant="secondary" size="large">
          <Keyboard aria-hidden="true" />
          {t('byHand')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('byHand')} description={t('byHandHint')} closeLabel={common('close')}>
        <form onSubmit={find} className="mt-5 grid gap-4" noValidate>
          <Field
            name="code"
            label={t('code')}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            autoFocus
          />
          <Button type="submit" disabled={busy} aria-busy={busy}>
            {t('find')}
          </Button>
        </form>
        <div role="status" className="mt-5">
          {tickets?.length === 0 && <p className="text-soft">{t('nothingFound')}</p>}
        </div>
        <ul className="divide-y divide-line">
          {tickets?.map((ticket) => (
            <FoundTicket key={ticket.ticketId} ticket={ticket} door={door} admit={admit} />
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  );
}

interface FoundTicketProps {
  ticket: DoorTicket;
  door: Door;
  admit: (ticketId: string) => Promise<void>;
}

function FoundTicket({ ticket, door, admit }: FoundTicketProps) {
  const t = useTranslations('checkIn');
  const language = useLocale();
  const { used } = ticket;
  return (
    <li className="flex items-center gap-4 py-3">
      <span className="min-w-0 grow">
        <span className="block font-semibold">
          <TicketPlace ticket={ticket} />
        </span>
        <span className="block text-faint text-sm">
          {ticket.grade}
          {!ticket.admits && ` · ${t('verdict.cancelled')}`}
          {used &&
            ` · ${t('usedAt', { time: showClock(used.at, language, door.timeZone), device: used.device })}`}
        </span>
      </span>
      <Button
        disabled={!ticket.admits || used !== null}
        onClick={() => admit(ticket.ticketId)}
        data-testid={`admit-${ticket.ticketId}`}
      >
        {t('admit')}
      </Button>
    </li>
  );
}
