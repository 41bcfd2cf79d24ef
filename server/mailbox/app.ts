import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import type { Box, Received } from './box';
import { listPage, mailPage, unknownPage } from './pages';
import { languageOf } from './texts';

const withoutFolder = (path: string) => path.replace(/^\/fonts/, '');

/** Links open outside the frame; and not every machine has letters for Korean. */
const mailHead =
  '<base target="_blank"><link rel="stylesheet" href="/fonts/pretendardvariable-dynamic-subset.css">';

/** What a mail's own HTML may do in its frame: show itself, and open its links in a window of their own. */
const mailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

const pagePolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  fontSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The mailbox's page, and the same as JSON for programs that wait for a mail. `hosts`: by which names it is reached. */
export function mailboxApp(box: Box, hosts: ReadonlySet<string>): Hono {
  const app = new Hono();
  // A foreign page may point a name of its own at this machine: whoever comes by another name is not answered.
  app.use(async (context, next) => {
    const host = context.req.header('host')?.replace(/:\d+$/, '').toLowerCase() ?? '';
    return hosts.has(host) ? next() : context.text('This mailbox does not go by that name.', 421);
  });
  app.get('/mails/:id/html', (context) => {
    const html = found(box, context)?.mail.html;
    if (html === undefined) return context.notFound();
    const headers = { 'Content-Security-Policy': mailPolicy, 'X-Content-Type-Options': 'nosniff' };
    const shown = /<head[^>]*>/i.test(html)
      ? html.replace(/<head[^>]*>/i, `$&${mailHead}`)
      : `${mailHead}${html}`;
    return context.html(shown, 200, {
      ...headers,
      'Referrer-Policy': 'no-referrer',
    });
  });
  const fonts = { root: 'node_modules/pretendard/dist/web/variable', rewriteRequestPath: withoutFolder };
  // The frame's own origin is none of ours.
  app.use('/fonts/*', cors({ origin: '*' }), serveStatic(fonts));
  app.use(csrf(), secureHeaders({ contentSecurityPolicy: pagePolicy, referrerPolicy: 'no-referrer' }));
  app.get('/health', (context) => context.json({ status: 'up' }));
  app.get('/', (context) => context.html(listPage(box.list(context.req.query('to')), languageAt(context))));
  app.get('/mails/:id', (context) => {
    const mail = found(box, context);
    if (!mail) return context.notFound();
    return context.html(mailPage(mail, context.req.query('as') === 'text', languageAt(context)));
  });
  app.get('/mails/:id/attachments/:nth', (context) => attachment(found(box, context), context));
  app.get('/api/mails', (context) => context.json(box.list(context.req.query('to')).map(told)));
  app.post('/empty', async (context) => {
    await box.empty();
    return context.redirect('/', 303);
  });
  app.notFound((context) => context.html(unknownPage(languageAt(context)), 404));
  return app;
}

function found(box: Box, context: Context): Received | undefined {
  return box.find(context.req.param('id') ?? '');
}

function languageAt(context: Context) {
  return languageOf(context.req.query('lang'), context.req.header('accept-language'));
}

/** Always a download: what a mail carries is not shown as a page of ours. */
function attachment(mail: Received | undefined, context: Context) {
  const file = mail?.mail.attachments[Number(context.req.param('nth'))];
  if (!file) return context.notFound();
  const name = (file.filename ?? 'attachment').replace(/[^\w.-]/g, '_');
  const content = typeof file.content === 'string' ? new TextEncoder().encode(file.content) : file.content;
  return context.body(content as ArrayBuffer, 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

function told({ id, at, recipients, mail }: Received) {
  const { subject, messageId, from, text, html } = mail;
  const attachments = mail.attachments.map(({ filename, mimeType }) => ({ filename, mimeType }));
  return {
    id,
    at: new Date(at).toISOString(),
    recipients,
    subject,
    messageId,
    from,
    text,
    html,
    attachments,
  };
}
