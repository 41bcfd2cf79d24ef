import { headers } from 'next/headers';
import { type ReactNode, Suspense } from 'react';

interface StreamedProps {
  /** The skeleton. */
  fallback: ReactNode;
  /** The page's content; may call notFound() or redirect(). */
  render: () => Promise<ReactNode>;
}

/**
 * Shows a skeleton at once when the reader moves within the site, and sends a whole document otherwise. A document
 * that streams has sent its 200 before it can know of a 404, and stays a skeleton where scripts do not run.
 */
export async function Streamed({ fallback, render }: StreamedProps) {
  const within = (await headers()).get('sec-fetch-dest') === 'empty';
  return <Suspense fallback={fallback}>{within ? <Later render={render} /> : await render()}</Suspense>;
}

async function Later({ render }: Pick<StreamedProps, 'render'>) {
  return await render();
}
