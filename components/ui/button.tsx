import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from '@/components/class-names';

/** Looks of a button; also for links that look like one. */
export const buttonStyle = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-full font-semibold transition-[background-color,border-color,color,transform,filter] duration-150 active:scale-[0.98] disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-[1.15em] [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:brightness-105',
        secondary: 'border border-line-strong bg-transparent text-ink hover:bg-raised',
        quiet: 'text-soft hover:bg-raised hover:text-ink',
        danger: 'bg-danger-fill text-on-danger hover:brightness-110',
        dangerOutline: 'border border-danger text-danger hover:bg-raised',
      },
      size: {
        small: 'h-9 px-4 text-sm',
        medium: 'h-11 px-5 text-[0.9375rem]',
        compact: 'h-11 px-3.5 text-[0.9375rem] sm:px-5',
        large: 'h-14 px-8 text-base',
        icon: 'size-11',
      },
    },
    defaultVariants: { variant: 'primary', size: 'medium' },
  },
);

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle>;

/** A button. A link that is to look like one takes buttonStyle. */
export function Button({ className, variant, size, type, ...props }: ButtonProps) {
  const look = classNames(buttonStyle({ variant, size }), className);
  return <button type={type ?? 'button'} className={look} {...props} />;
}
