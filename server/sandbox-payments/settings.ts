import { z } from 'zod';

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(4010),
  /** Where the journal is kept. */
  SANDBOX_PAYMENTS_DATA: z.string().min(1),
  /** Shared with the shop: every account's own secrets derive from it. */
  SANDBOX_PAYMENTS_SECRET: z.string().min(32),
  /** Guards /admin. */
  SANDBOX_PAYMENTS_ADMIN_TOKEN: z.string().min(32),
  /** Where buyers' browsers reach the approval pages; by default this machine at the port. */
  SANDBOX_PAYMENTS_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
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
