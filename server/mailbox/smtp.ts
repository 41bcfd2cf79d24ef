import { SMTPServer } from 'smtp-server';
import type { Box } from './box';

const largestMail = 5 * 1024 * 1024;

/** Takes any mail for anybody into the box, and sends none of it on. */
export function smtpServer(box: Box, onError: (error: Error) => void): SMTPServer {
  const server = new SMTPServer({
    name: 'rowlock-mailbox',
    banner: 'Rowlock demo mailbox: nothing leaves this machine',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    onData(stream, session, callback) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (stream.sizeExceeded)
          return callback(Object.assign(new Error('too large'), { responseCode: 552 }));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        box.take(Buffer.concat(pieces), recipients).then(
          () => callback(null),
          () => callback(Object.assign(new Error('cannot be kept now'), { responseCode: 451 })),
        );
      });
    },
  });
  // A caller that breaks off is no trouble of ours.
  server.on('error', onError);
  return server;
}
