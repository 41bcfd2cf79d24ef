import type { ComponentProps } from 'react';
import { classNames } from '@/components/class-names';

/** A one-line text field. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      className={classNames(
        'h-12 w-full min-w-0 rounded-xl border border-line-strong bg-surface px-4 text-base text-ink placeholder:text-faint',
        'aria-invalid:border-danger disabled:opacity-60',
        className,
      )}
      {...props}
    />
  );
}
