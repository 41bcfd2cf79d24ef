'use client';

import { Toaster as Sonner } from 'sonner';

/** Where toasts appear. Show one with `toast(…)` of sonner. */
export function Toaster({ label }: { label: string }) {
  return (
    <Sonner
      containerAriaLabel={label}
      position="top-center"
      gap={10}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-start font-sans gap-3 rounded-2xl border border-line bg-raised p-4 text-ink text-sm shadow-(--shadow)',
          title: 'font-semibold',
          description: 'mt-0.5 text-soft',
          icon: 'mt-0.5 shrink-0',
          error: 'border-danger',
          actionButton: 'ml-auto shrink-0 rounded-full bg-accent px-3 py-1.5 font-semibold text-on-accent',
        },
      }}
    />
  );
}
