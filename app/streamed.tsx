import type { ReactNode } from 'react';
import { SkeletonWhileMoving } from '@/components/site/skeleton-while-moving';

interface StreamedProps {
  /** The skeleton. */
  fallback: ReactNode;
  /** The page's content; may call notFound() or redirect(). */
  render: () => Promise<ReactNode>;
}

/** A page's content with the skeleton it shows while a reader moves to it. */
export function Streamed({ fallback, render }: StreamedProps) {
  return (
    <SkeletonWhileMoving fallback={fallback}>
      <Content render={render} />
    </SkeletonWhileMoving>
  );
}

async function Content({ render }: Pick<StreamedProps, 'render'>) {
  return await render();
}
