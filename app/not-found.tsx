import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonStyle } from '@/components/ui/button';

export default async function NotFound() {
  const t = await getTranslations('error');
  return (
    <div className="page-width grid min-h-[60dvh] place-content-center justify-items-center gap-5 py-20 text-center">
      <svg viewBox="0 0 220 44" className="h-12 w-auto" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((seat) => (
          <path
            key={seat}
            d={`M${6 + seat * 44} 16a14 14 0 0 1 28 0v12a10 10 0 0 1-28 0z`}
            className={seat === 2 ? 'fill-none stroke-accent-ink' : 'fill-raised'}
            strokeWidth="3"
            strokeDasharray="6 5"
          />
        ))}
      </svg>
      <p className="eyebrow">404</p>
      <h1 className="display text-5xl sm:text-7xl">{t('notFoundTitle')}</h1>
      <p className="max-w-md text-lg text-soft">{t('notFoundBody')}</p>
      <Link href="/" className={`${buttonStyle({ size: 'large' })} mt-2`}>
        {t('notFoundAction')}
      </Link>
    </div>
  );
}
