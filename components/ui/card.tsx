import type { ComponentProps } from 'react';
import { classNames } from '@/components/class-names';

/** A raised surface. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={classNames('rounded-2xl border border-line bg-surface p-5 sm:p-7', className)}
      {...props}
    />
  );
}
