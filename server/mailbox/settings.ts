import { z } from 'zod';

const port = (usual: number) => z.coerce.number().int().min(1).max(65535).default(usual);

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  /** Of the page. */
  PORT: port(8025),
  /** Where it takes mail. */
  MAILBOX_SMTP_PORT: port(1025),
  /** Where the mails are kept. */
  MAILBOX_DATA: z.string().min(1),
  /** Where browsers reach the page; by default this machine at the port. */
  MAILBOX_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.string().default('info'),
});

export type Settings = z.infer<typeof schema>;

/** What the environment says, checked; throws one sentence that names every fault. */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete. ${faults.join('; ')}`);
}
