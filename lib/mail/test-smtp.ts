/** A mail server that takes what it is sent, or does not. Not used by the product. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

interface Refusal {
  code: number;
  /** At the recipient's address, before the mail is sent. */
  atAddress?: boolean;
}

/** A mail that was taken or refused. */
export interface HeardMail {
  mail: Email;
  recipients: string[];
  taken: boolean;
}

/**
 * Opens it on a free port. `judge` answers a refusal, or undefined to take the mail; it may take its time, for the word
 * goes out afterwards.
 */
export async function openTestSmtp(
  judge: (heard: HeardMail) => Promise<Refusal | undefined> | Refusal | undefined = () => undefined,
) {
  const heard: HeardMail[] = [];
  const refusedAddresses = new Map<string, number>();
  const no = ({ code }: { code: number }) => Object.assign(new Error('no'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      const code = refusedAddresses.get(address);
      callback(code === undefined ? null : no({ code }));
    },
    onData(stream, session, callback) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(pieces));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        const one = { mail, recipients, taken: true };
        const refusal = await judge(one);
        one.taken = !refusal;
        heard.push(one);
        callback(refusal ? no(refusal) : null);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    heard,
    /** Those it took that were sent to an address, the earliest first. */
    to: (email: string) => heard.filter(({ recipients, taken }) => taken && recipients.includes(email)),
    /** Connections open now. */
    connections: () => server.connections.size,
    refuseAddress: (email: string, code: number) => refusedAddresses.set(email, code),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
export type TestSmtp = Awaited<ReturnType<typeof openTestSmtp>>;
