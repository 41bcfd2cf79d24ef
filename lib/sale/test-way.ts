/** A way to a server that can be cut off: what a pulled cable or a failover does. Not used by the product. */
import { connect, createServer, type Socket } from 'node:net';

/** Passes connections on to a server, until told otherwise. */
export async function startWay(address: string) {
  const target = new URL(address);
  const open = new Set<Socket>();
  let refusing = false;
  const server = createServer((near) => {
    if (refusing) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening = server.address();
  const url = new URL(target);
  url.port = String(typeof listening === 'object' ? listening?.port : '');
  return {
    url: url.href,
    /** What is open now stays open and says nothing any more; new connections pass. */
    cutOff() {
      for (const socket of open) socket.unpipe().pause();
    },
    /** Closes what is open and refuses what comes. */
    refuse(on: boolean) {
      refusing = on;
      if (on) for (const socket of open) socket.destroy();
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
