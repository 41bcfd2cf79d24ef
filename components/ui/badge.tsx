import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from '@/components/class-names';

const badgeStyle = cva(
  'inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-3 py-1 text-[0.8125rem] font-semibold leading-5',
  {
    variants: {
      tone: {
        accent: 'bg-accent text-on-accent',
        warning: 'bg-warning text-stage',
        neutral: 'bg-raised text-soft',
        outline: 'border border-line-strong bg-stage text-ink',
        danger: 'bg-danger-fill text-on-danger',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

/** A short label of a state. */
export function Badge({
  className,
  tone,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeStyle>) {
  return <span className={classNames(badgeStyle({ tone }), className)} {...props} />;
}
