import { Ban, Clock3, DoorOpen, Hourglass, RefreshCcw, Ticket, Undo2, Users, Wallet } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CancellationRules } from '@/components/events/cancellation-rules';
import { showDuration } from '@/components/time/duration';
import type { SaleRules as Rules } from '@/lib/domain/sale';

/** The rules of a sale in words, worked out from the schedule's own rules. */
export async function SaleRules({ rules, currency }: { rules: Rules; currency: string }) {
  const t = await getTranslations('rules');
  const common = await getTranslations('common');
  const minutes = (seconds: number) => showDuration(common, seconds);
  return (
    <ul className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      <Rule icon={<Users />} title={t('limitTitle', { count: rules.seatLimit })}>
        {t('limitBody')}
      </Rule>
      <Rule icon={<Clock3 />} title={t('holdTitle', { time: minutes(rules.holdSeconds) })}>
        {t('holdBody', { checkout: minutes(rules.checkoutSeconds), cap: minutes(rules.holdCapSeconds) })}
      </Rule>
      {rules.waitingRoom && (
        <Rule icon={<DoorOpen />} title={t('roomTitle')}>
          {t('roomBody')}
        </Rule>
      )}
      {rules.orphanRule !== 'off' && (
        <Rule icon={<Ticket />} title={t('orphanTitle')}>
          {t('orphanBody')}
        </Rule>
      )}
      {!rules.allowOverlap && (
        <Rule icon={<Ban />} title={t('overlapTitle')}>
          {t('overlapBody')}
        </Rule>
      )}
      <Rule icon={<Wallet />} title={t('paymentTitle')}>
        {t(paymentRule(rules.paymentMethods), { time: minutes(rules.paymentSeconds) })}
      </Rule>
      <Rule icon={<RefreshCcw />} title={t('returnsTitle')}>
        {rules.fairReleaseSeconds > 0
          ? t('returnsWithin', { time: minutes(rules.fairReleaseSeconds) })
          : t('returnsAtOnce')}
      </Rule>
      {rules.standby && (
        <Rule icon={<Hourglass />} title={t('standbyTitle')}>
          {t('standbyBody', { time: minutes(rules.standbyOfferSeconds) })}
        </Rule>
      )}
      <Rule icon={<Undo2 />} title={t('cancelTitle')} className="sm:col-span-2">
        <CancellationRules policy={rules.cancellation} currency={currency} />
      </Rule>
    </ul>
  );
}

interface RuleProps {
  icon: ReactNode;
  title: string;
  className?: string;
  children: ReactNode;
}

function Rule({ icon, title, className, children }: RuleProps) {
  return (
    <li className={`flex gap-4 ${className ?? ''}`}>
      <span aria-hidden="true" className="mt-1 text-accent-ink [&_svg]:size-5">
        {icon}
      </span>
      <div className="min-w-0 grow">
        <h3 className="font-bold leading-7">{title}</h3>
        <div className="mt-0.5 text-soft">{children}</div>
      </div>
    </li>
  );
}

function paymentRule(methods: readonly string[]) {
  if (!methods.includes('none')) return 'paymentOnline';
  return methods.length > 1 ? 'paymentBoth' : 'paymentNone';
}
