import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '@/scripts/bundle.mjs';
import { freePorts, type Mailbox, startMailbox } from '@/scripts/mailbox-program.mjs';

let mailbox: Mailbox;
const dataDir = mkdtempSync(join(tmpdir(), 'rowlock-mailbox-'));

beforeAll(async () => {
  await bundle('mailbox');
  mailbox = await startMailbox({ dataDir, ports: await freePorts(), logFile: join(dataDir, 'mailbox.log') });
});
afterAll(async () => {
  await mailbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function post(mail: object, to = 'kim@example.com'): Promise<void> {
  const transport = createTransport({ url: mailbox.smtpUrl });
  await transport.sendMail({ from: 'Shop <shop@example.com>', to, ...mail });
  transport.close();
}

async function listed(to: string): Promise<{ id: string; subject: string; text: string }[]> {
  return (await fetch(`${mailbox.url}/api/mails?to=${encodeURIComponent(to)}`)).json();
}

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${mailbox.url}${path}`, { headers });

test('what is sent is listed, shown, and kept when the mailbox is started anew', async () => {
  await post({ subject: '예매 확정 <b>', text: '본문', html: '<p>본문</p>' });
  const [mail] = await listed('KIM@example.com');
  expect(mail).toMatchObject({ subject: '예매 확정 <b>' });
  const list = await (await open('/')).text();
  expect(list).toContain('예매 확정 &lt;b&gt;');
  expect(await (await open(`/mails/${mail?.id}?as=text`)).text()).toContain('본문');
  await mailbox.replace();
  expect(await listed('kim@example.com')).toEqual([mail]);
});

test('a mail’s own HTML runs nothing and loads nothing', async () => {
  await post(
    { subject: 'evil', html: '<script>alert(1)</script><img src="https://evil.example/x.png">' },
    'a@b.example',
  );
  const [mail] = await listed('a@b.example');
  const page = await open(`/mails/${mail?.id}`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).not.toContain('alert(1)');
  expect(html).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  const policy = (await open(`/mails/${mail?.id}/html`)).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^sandbox allow-popups/);
  expect(policy).not.toContain('allow-scripts');
  expect(policy).toContain("default-src 'none'");
});

test('attachments are downloads, whatever they say they are', async () => {
  const attachments = [
    { filename: '../x.html', content: '<script>alert(1)</script>', contentType: 'text/html' },
  ];
  await post({ subject: 'file', text: 'see', attachments }, 'file@b.example');
  const [mail] = await listed('file@b.example');
  const file = await open(`/mails/${mail?.id}/attachments/0`);
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
  expect(await file.text()).toBe('<script>alert(1)</script>');
  expect((await open(`/mails/${mail?.id}/attachments/1`)).status).toBe(404);
});

test('a foreign page gets nothing: neither by a name of its own for this machine, nor by a form', async () => {
  const { hostname, port } = new URL(mailbox.url);
  const { request } = await import('node:http');
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request(
      { hostname, port, path: '/api/mails', headers: { host: 'evil.example' } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    asked.on('error', reject).end();
  });
  expect(status).toBe(421);
  const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
  const emptied = await fetch(`${mailbox.url}/empty`, { method: 'POST', headers, redirect: 'manual' });
  expect(emptied.status).toBe(403);
  expect((await listed('kim@example.com')).length).toBeGreaterThan(0);
});

test('it is emptied by its own button', async () => {
  const headers = { origin: mailbox.url, 'content-type': 'application/x-www-form-urlencoded' };
  await fetch(`${mailbox.url}/empty`, { method: 'POST', headers });
  expect(await listed('kim@example.com')).toEqual([]);
  expect(await (await open('/?lang=en')).text()).toContain('No mail yet.');
});
