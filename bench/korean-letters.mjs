import { join } from 'node:path';
import { root } from '../scripts/bundle.mjs';

/**
 * The environment of a Chromium that stands for people's devices: phones and desktops have Korean letters, a server's machine
 * may have none, and would show boxes. On Linux Chromium is shown some as the system's own.
 */
export const withKoreanLetters = { ...process.env, FONTCONFIG_FILE: join(root, 'bench/letters.conf') };
