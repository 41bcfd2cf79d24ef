import { Skeleton } from '@/components/ui/skeleton';

const cards = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The grid while it loads. */
export function EventGridSkeleton() {
  return (
    <div className="page-width py-12">
      <Skeleton className="mb-10 h-12 w-2/3 max-w-xl" />
      <div className="grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4">
        {cards.map((card) => (
          <div key={card}>
            <Skeleton className="aspect-3/4" />
            <Skeleton className="mt-4 h-6 w-4/5" />
            <Skeleton className="mt-2 h-4 w-3/5" />
          </div>
        ))}
      </div>
    </div>
  );
}
