import { Skeleton } from '@/components/ui/skeleton';

/** A concert's page while it loads. */
export function EventSkeleton() {
  return (
    <div className="page-width grid items-end gap-8 pt-14 sm:grid-cols-[15rem_1fr] md:grid-cols-[20rem_1fr] md:gap-12">
      <Skeleton className="mx-auto aspect-3/4 w-full max-w-64 sm:max-w-none" />
      <div>
        <Skeleton className="h-16 w-4/5" />
        <Skeleton className="mt-4 h-7 w-2/5" />
        <Skeleton className="mt-8 h-24 w-3/5" />
      </div>
      <Skeleton className="h-64 sm:col-span-2" />
    </div>
  );
}
