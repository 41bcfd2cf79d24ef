import type { ServerResponse } from 'node:http';

/** A client that lets more than this wait is cut; it comes back and goes on from its position. */
const longestBacklogBytes = 1024 * 1024;

/** Sends a ready-made frame of a live stream. A slow reader must not fill the server's memory. */
export function pushFrame(response: ServerResponse, frame: Buffer): void {
  if (response.writableEnded || response.destroyed) return;
  response.write(frame);
  if (response.writableLength > longestBacklogBytes) response.destroy();
}
