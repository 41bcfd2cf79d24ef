'use client';

import { useRouter } from 'next/navigation';
import type { ComponentProps, FormEvent } from 'react';

/**
 * A search for concerts: a GET form, so that it works without scripts and can be shared as a link; with them it moves
 * within the site. (Next's own Form does the same and costs every page a kilobyte more.)
 */
export function SearchForm(props: Omit<ComponentProps<'form'>, 'action' | 'role' | 'onSubmit'>) {
  const router = useRouter();
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    router.push(`/?${new URLSearchParams(fields)}`);
  };
  // biome-ignore lint/a11y/useSemanticElements: browsers two years old do not know <search>.
  return <form {...props} action="/" role="search" onSubmit={search} />;
}
