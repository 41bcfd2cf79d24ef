import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { adminRoutes } from './admin-routes';
import type { Env } from './answer';
import { approvalRoutes } from './approval-routes';
import type { Bank } from './bank';
import { merchantRoutes } from './merchant-routes';
import { refusal } from './reply';

const withoutFolder = (path: string) => path.replace(/^\/fonts/, '');

/** Everything the bank answers. */
export function bankApp(bank: Bank, publicUrl: string): Hono<Env> {
  const app = new Hono<Env>();
  app.use(bodyLimit({ maxSize: 64 * 1024 }));
  app.get('/health', (context) => context.json({ status: 'up' }));
  // Not every machine has letters for Korean.
  const fonts = { root: 'node_modules/pretendard/dist/web/variable', rewriteRequestPath: withoutFolder };
  app.use('/fonts/*', serveStatic(fonts));
  app.route('/v1', merchantRoutes(bank));
  app.route('/approve', approvalRoutes(bank));
  app.route('/admin', adminRoutes(bank, publicUrl));
  app.notFound((context) => context.json(refusal(404, 'not_found', 'There is nothing here.').body, 404));
  return app;
}
