import { getLocale, getTranslations } from 'next-intl/server';
import type { Sale } from '@/components/events/sale-of';
import { Countdown } from '@/components/time/countdown';
import { Badge } from '@/components/ui/badge';
import { showDateTime, showDays } from '@/lib/domain/show-time';

interface SaleBadgeProps {
  sale: Sale;
  /** The server's time, ISO 8601. */
  now: string;
  timeZone: string;
}

/** How a sale stands, in two words; counts down the last day before it opens. */
export async function SaleBadge({ sale, now, timeZone }: SaleBadgeProps) {
  const t = await getTranslations('sale');
  const language = await getLocale();
  if (sale.state === 'few') return <Badge tone="warning">{t('few', { count: sale.available })}</Badge>;
  if (sale.state === 'open') {
    return (
      <Badge tone="outline">
        <span aria-hidden="true" className="size-2 rounded-full bg-accent" />
        {t('open')}
      </Badge>
    );
  }
  if (sale.state === 'sold_out') return <Badge tone="neutral">{t('soldOut')}</Badge>;
  if (sale.state === 'cancelled') return <Badge tone="warning">{t('cancelled')}</Badge>;
  if (sale.state === 'closed') return <Badge tone="neutral">{t('closed')}</Badge>;

  const opens = showDateTime(sale.at, language, timeZone);
  const soon = Date.parse(sale.at) - Date.parse(now) < 86_400_000;
  return (
    <Badge tone="outline">
      {t('opens')}
      {soon ? (
        <Countdown
          until={sale.at}
          serverNow={now}
          label={t('opensAt', { time: opens })}
          className="text-accent-ink"
        />
      ) : (
        <time dateTime={sale.at}>{showDays([sale.at], language, timeZone)}</time>
      )}
    </Badge>
  );
}
