import type { ComponentProps } from 'react';
import { classNames } from '@/components/class-names';

/** A placeholder of something still loading; hidden from screen readers. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      aria-hidden="true"
      className={classNames('animate-pulse rounded-xl bg-raised', className)}
      {...props}
    />
  );
}
