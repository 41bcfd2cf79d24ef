import { BarcodeDetector as Decoder } from 'qr/decode.js';

/** The browser's own reader of QR codes, or one of ours that does the same: not every browser has one. */
export interface CodeReader {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

interface NativeDetector {
  new (options: { formats: string[] }): CodeReader;
  getSupportedFormats(): Promise<string[]>;
}

/** What reads QR codes here. */
export async function codeReader(): Promise<CodeReader> {
  const { BarcodeDetector: Native } = globalThis as { BarcodeDetector?: NativeDetector };
  const formats: string[] = (await Native?.getSupportedFormats().catch(() => [])) ?? [];
  if (Native && formats.includes('qr_code')) return new Native({ formats: ['qr_code'] });
  return new Decoder({ formats: ['qr_code'] });
}
