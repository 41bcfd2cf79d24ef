import { useTranslations } from 'next-intl';
import { Figure } from './figure';
import { SeatRow } from './seat-row';

/** While the browser computes what keeps machines from filling the line. */
export function ProofStep({ share }: { share: number }) {
  const t = useTranslations('waitingRoom');
  const percent = Math.floor(share * 100);
  return (
    <>
      <Figure title={t('checkingTitle')} note={t('checkingBody')}>
        {t('percent', { percent })}
      </Figure>
      <div
        role="progressbar"
        aria-label={t('checkingTitle')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="mt-6"
      >
        <SeatRow share={share} />
      </div>
    </>
  );
}
