import { classNames } from '@/components/class-names';

interface PosterProps {
  src: string;
  /** Empty where the title stands beside it. */
  alt: string;
  /** Its width, and what else is not its own business. */
  className: string;
  corners?: 'rounded-poster' | 'rounded-lg' | 'rounded-none';
  /** Whether the reader sees it first. */
  eager?: boolean;
}

/** A concert's poster, 3:4. */
export function Poster({ src, alt, className, corners = 'rounded-poster', eager = false }: PosterProps) {
  return (
    // biome-ignore lint/performance/noImgElement: posters are SVG; there is nothing for an optimiser to do
    <img
      src={src}
      alt={alt}
      width={600}
      height={800}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      className={classNames('aspect-3/4 bg-raised object-cover', corners, className)}
    />
  );
}
