'use client';

import { LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from './button';

interface AskOnceMoreProps {
  /** What the quiet button says, what is asked then, and the two answers. */
  words: { ask: string; question: string; keep: string; doIt: string };
  busy: boolean;
  onDo: () => void;
  testId?: string;
}

/** A quiet button for what cannot be had back: it asks once more, in its own place. */
export function AskOnceMore({ words, busy, onDo, testId }: AskOnceMoreProps) {
  const [asking, setAsking] = useState<boolean | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: the keyboard goes on at the one that stands there now.
  useEffect(() => {
    if (asking !== null) box.current?.querySelector('button')?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <div ref={box}>
        <Button variant="quiet" className="-ml-5" onClick={() => setAsking(true)}>
          {words.ask}
        </Button>
      </div>
    );
  }
  return (
    <div
      ref={box}
      role="alert"
      className="flex grow flex-wrap items-center gap-3 rounded-2xl border border-line-strong p-4"
    >
      <p className="mr-auto font-semibold">{words.question}</p>
      <Button variant="secondary" onClick={() => setAsking(false)}>
        {words.keep}
      </Button>
      <Button variant="dangerOutline" disabled={busy} aria-busy={busy} onClick={onDo} data-testid={testId}>
        {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
        {words.doIt}
      </Button>
    </div>
  );
}
