'use client';

import { LoaderCircle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';

interface RenewTicketsProps {
  code: string;
  renew: (code: string) => Promise<Result<{ serial: number }, Refusal>>;
}

/** Makes a booking's tickets anew, after asking: for one whose QR codes were seen by somebody else. */
export function RenewTickets({ code, renew }: RenewTicketsProps) {
  const t = useTranslations('tickets');
  const common = useTranslations('common');
  const router = useRouter();
  const signInAgain = useSignInAgain();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [lost, setLost] = useState(false);

  const confirm = async () => {
    setBusy(true);
    setLost(false);
    setRefusal(null);
    try {
      const said = await renew(code);
      if (said.ok) {
        setOpen(false);
        toast.success(t('renewed'));
        router.refresh();
      } else if (!signInAgain(said.refusal)) setRefusal(said.refusal);
    } catch (error) {
      reloadIfOutdated(error);
      setLost(true);
    }
    setBusy(false);
  };

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="quiet" size="small">
          {t('renew')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('renewTitle')} description={t('renewBody')} closeLabel={common('close')}>
        <div className="mt-4">
          <RefusalNotice refusal={refusal} />
          <p role="alert" className="text-sm text-warning empty:sr-only">
            {lost && t('lostConnection')}
          </p>
        </div>
        <div className="mt-6 flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
          <DialogClose asChild>
            <Button variant="secondary">{t('keep')}</Button>
          </DialogClose>
          <Button disabled={busy} onClick={confirm} aria-busy={busy}>
            {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
            {t('renewForGood')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
