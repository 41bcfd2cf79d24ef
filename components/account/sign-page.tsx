import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';

interface SignPageProps {
  title: string;
  /** Why the reader is here, when not by choice. */
  notice?: string | null;
  /** The notice tells of something that went against the reader's will. */
  warns?: boolean;
  /** Below the form: the way to the other one. */
  other: ReactNode;
  children: ReactNode;
}

/** The frame of sign in and sign up. */
export function SignPage({ title, notice, warns = false, other, children }: SignPageProps) {
  return (
    <div className="mx-auto w-[min(100%-2.5rem,28rem)] py-14 sm:py-24">
      <h1 className="display text-4xl sm:text-5xl">{title}</h1>
      {notice && (
        <p
          role="status"
          className={
            warns ? 'mt-5 rounded-xl border border-warning bg-surface p-4 text-sm' : 'mt-4 text-lg text-soft'
          }
        >
          {notice}
        </p>
      )}
      <Card className="mt-7">{children}</Card>
      <p className="mt-6 text-center text-soft">{other}</p>
    </div>
  );
}
