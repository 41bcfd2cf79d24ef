import type { MetadataRoute } from 'next';
import { env } from '@/lib/env';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: ['/account', '/bookings', '/checkout', '/schedules/*/waiting-room', '/sign-', '/api'],
    },
    sitemap: new URL('/sitemap.xml', env().APP_URL).href,
  };
}
