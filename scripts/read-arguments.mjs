import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

/**
 * Reads a command's options. One that it does not have, or that lacks its value, is a failure that says so.
 * @template {import('node:util').ParseArgsConfig} T
 * @param {T} config
 * @returns {ReturnType<typeof parseArgs<T>>}
 */
export function readArguments(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new Failure(`${message}\nWhat there is: --help.`);
  }
}

/**
 * @param {string} name of an option
 * @param {string} text its value
 * @param {number} least
 * @param {number} most
 */
export function wholeNumber(name, text, least, most) {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Failure(`--${name} has to be a whole number from ${least} to ${most}, not "${text}".`);
}
