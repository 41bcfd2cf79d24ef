'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '@/components/class-names';

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode;
  description?: ReactNode;
  /** Name of the close button for screen readers. */
  closeLabel: string;
};

/** A modal window: a sheet from below on a phone, a card in the middle elsewhere. */
export function DialogContent({
  title,
  description,
  closeLabel,
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-black/70 backdrop-blur-sm" />
      <Radix.Content
        className={classNames(
          'fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-rise overflow-y-auto rounded-t-3xl border border-line bg-surface p-6 text-ink shadow-(--shadow)',
          'sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[min(92vw,30rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-3xl sm:p-8',
          className,
        )}
        {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        {...props}
      >
        <Radix.Title className="pr-10 font-bold text-xl">{title}</Radix.Title>
        {description !== undefined && (
          <Radix.Description className="mt-2 text-soft">{description}</Radix.Description>
        )}
        {children}
        <Radix.Close
          aria-label={closeLabel}
          className="absolute top-4 right-4 grid size-11 place-items-center rounded-full text-soft hover:bg-raised hover:text-ink"
        >
          <X className="size-5" aria-hidden="true" />
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}
