import type { MetadataRoute } from 'next';
import { env } from '@/lib/env';
import { listEvents } from '@/lib/use-cases/list-events';

export const dynamic = 'force-dynamic';

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { events } = await listEvents({ limit: 100 });
  return ['/', ...events.map((event) => `/events/${event.slug}`)].map((path) => ({
    url: new URL(path, env().APP_URL).href,
  }));
}
