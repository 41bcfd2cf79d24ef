import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

type Bytes = Uint8Array<ArrayBuffer>;
export type Encoding = 'br' | 'gzip' | 'identity';

/** One answer in the encodings there are of it. */
export interface Packed {
  identity: Bytes;
  gzip?: Bytes;
  br?: Bytes;
}

/** How a caller says that it takes an encoding, the best first. */
const takes = {
  br: /(^|[\s,])br(?!\s*;\s*q=0(\.0*)?\s*(,|$))/,
  gzip: /(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))/,
};

/** The best encoding that the caller takes and that there is. */
export function acceptedEncoding(packed: Packed, accepts: string): Encoding {
  for (const encoding of ['br', 'gzip'] as const) {
    if (packed[encoding] && takes[encoding].test(accepts)) return encoding;
  }
  return 'identity';
}

/** Forgets the oldest entries beyond a number. */
function keepAtMost(kept: Map<string, unknown>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}

const forEver = new Map<string, Promise<Packed | null>>();

async function packText(text: string): Promise<Packed> {
  const identity = new Uint8Array(Buffer.from(text));
  const [zipped, br] = await Promise.all([
    gzipped(identity, { level: 9 }),
    brotlied(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  ]);
  return { identity, gzip: new Uint8Array(zipped), br: new Uint8Array(br) };
}

/** Makes and compresses a text that never changes once, for everybody; null when there is none (asked again). */
export async function packForEver(
  key: string,
  make: (key: string) => Promise<string | null>,
): Promise<Packed | null> {
  let packing = forEver.get(key);
  if (!packing) {
    packing = make(key).then((text) => (text === null ? null : packText(text)));
    forEver.set(key, packing);
    keepAtMost(forEver, 50);
    packing.then(
      (packed) => packed === null && forEver.delete(key),
      () => forEver.delete(key),
    );
  }
  return packing;
}

const states = new Map<string, { position: string; packed: Promise<Packed> }>();

/** Compresses a map's state once for everybody who asks for it at this position. */
export function packState(scheduleId: string, position: string, bytes: Uint8Array): Promise<Packed> {
  const known = states.get(scheduleId);
  if (known?.position === position) return known.packed;
  // A copy: the map goes on changing while this is compressed and sent.
  const identity = new Uint8Array(bytes);
  const packed = gzipped(identity, { level: 6 }).then((zipped) => ({
    identity,
    gzip: new Uint8Array(zipped),
  }));
  states.delete(scheduleId);
  states.set(scheduleId, { position, packed });
  keepAtMost(states, 200);
  return packed;
}
