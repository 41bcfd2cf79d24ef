import { Search } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { SearchForm } from '@/components/site/search-form';
import { Button, buttonStyle } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

export interface SearchTerms {
  q: string;
  from: string;
  to: string;
}

/** Search by words and dates. */
export async function EventSearch({ terms }: { terms: SearchTerms }) {
  const t = await getTranslations('home');
  const searching = terms.q !== '' || terms.from !== '' || terms.to !== '';
  return (
    <SearchForm id="find" aria-label={t('find')} className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 grow basis-full sm:basis-64">
        <label htmlFor="find-q" className="mb-1.5 block font-medium text-sm text-soft">
          {t('findWords')}
        </label>
        <Input
          type="search"
          id="find-q"
          name="q"
          defaultValue={terms.q}
          maxLength={100}
          placeholder={t('findPlaceholder')}
        />
      </div>
      <div className="min-w-0 grow basis-32 sm:w-44 sm:flex-none">
        <label htmlFor="find-from" className="mb-1.5 block font-medium text-sm text-soft">
          {t('findFrom')}
        </label>
        <Input type="date" id="find-from" name="from" defaultValue={terms.from} />
      </div>
      <div className="min-w-0 grow basis-32 sm:w-44 sm:flex-none">
        <label htmlFor="find-to" className="mb-1.5 block font-medium text-sm text-soft">
          {t('findTo')}
        </label>
        <Input type="date" id="find-to" name="to" defaultValue={terms.to} />
      </div>
      <Button type="submit" variant="secondary" className="h-12 grow sm:grow-0">
        <Search aria-hidden="true" />
        {t('findAction')}
      </Button>
      {searching && (
        <Link href="/" className={`${buttonStyle({ variant: 'quiet' })} h-12`}>
          {t('findClear')}
        </Link>
      )}
    </SearchForm>
  );
}
