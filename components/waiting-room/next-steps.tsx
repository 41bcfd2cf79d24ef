import { DoorOpen, MoonStar, Timer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** What happens next, and what one need not do. */
export function NextSteps() {
  const t = useTranslations('waitingRoom');
  return (
    <ul className="mt-12 grid gap-x-8 gap-y-6 border-line border-t pt-8 sm:grid-cols-3">
      <Step icon={<DoorOpen />} title={t('nextEnter')}>
        {t('nextEnterBody')}
      </Step>
      <Step icon={<MoonStar />} title={t('nextStay')}>
        {t('nextStayBody')}
      </Step>
      <Step icon={<Timer />} title={t('nextChoose')}>
        {t('nextChooseBody')}
      </Step>
    </ul>
  );
}

function Step({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li>
      <span aria-hidden="true" className="text-accent-ink [&_svg]:size-5">
        {icon}
      </span>
      <h3 className="mt-2 font-bold">{title}</h3>
      <p className="mt-1 text-soft text-sm">{children}</p>
    </li>
  );
}
