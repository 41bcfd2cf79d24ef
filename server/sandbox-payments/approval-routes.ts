import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Env } from './answer';
import { decide } from './approval';
import { approvalPage, backTo, unknownPage } from './approval-page';
import { approvalStyle } from './approval-style';
import { languageOf } from './approval-texts';
import type { Bank } from './bank';

const decisionForm = z.object({
  decision: z.enum(['approve', 'decline', 'challenge', 'code', 'leave']),
  code: z.string().max(20).default(''),
});
const styleHash = createHash('sha256').update(approvalStyle).digest('base64');

/** No scripts at all; the form may end at the shop, where its answer sends the browser. */
function contentSecurity(returnUrl?: string): string {
  const shop = returnUrl ? ` ${new URL(returnUrl).origin}` : '';
  return [
    "default-src 'none'",
    `style-src 'self' 'sha256-${styleHash}'`,
    "font-src 'self'",
    `form-action 'self'${shop}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The pages a buyer's browser sees. Programs may post the same decisions and get back to the shop's address. */
export function approvalRoutes(bank: Bank): Hono<Env> {
  const routes = new Hono<Env>();
  const find = (context: Context<Env, '/:id/:key'>) =>
    bank.payments.findForApproval(context.req.param('id'), context.req.param('key'));
  const language = (context: Context<Env>) =>
    languageOf(context.req.query('lang'), context.req.header('Accept-Language'));

  routes.use('*', async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('X-Content-Type-Options', 'nosniff');
  });

  routes.get('/:id/:key', async (context) => {
    const payment = find(context);
    await bank.ledger.kept();
    context.header('Content-Security-Policy', contentSecurity(payment?.returnUrl));
    if (!payment) return context.html(unknownPage(language(context)), 404);
    if (payment.status === 'requires_approval') {
      // The page turns into "too late" by itself.
      const seconds = Math.ceil((payment.approveBy - Date.now()) / 1000) + 1;
      context.header('Refresh', String(seconds));
    }
    return context.html(approvalPage(payment, language(context)));
  });

  routes.post('/:id/:key', async (context) => {
    const payment = find(context);
    if (!payment) return context.html(unknownPage(language(context)), 404);
    const form = decisionForm.safeParse(await context.req.parseBody());
    const stands = form.success
      ? decide(bank.payments, payment, form.data.decision, form.data.code)
      : payment;
    await bank.ledger.kept();
    const stays = stands.status === 'requires_approval' && form.data?.decision !== 'leave';
    return context.redirect(stays ? `${context.req.path}?lang=${language(context)}` : backTo(stands), 303);
  });

  return routes;
}
