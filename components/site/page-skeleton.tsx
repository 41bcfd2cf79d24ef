import { Skeleton } from '@/components/ui/skeleton';

/** A plain page while it loads. */
export function PageSkeleton() {
  return (
    <div className="narrow-width py-12 sm:py-16">
      <Skeleton className="h-12 w-64" />
      <Skeleton className="mt-8 h-40" />
      <Skeleton className="mt-5 h-40" />
      <Skeleton className="mt-5 h-40" />
    </div>
  );
}
