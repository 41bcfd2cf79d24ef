import { type ClassValue, clsx } from 'clsx';

/**
 * Joins class names. Classes for the same property are not weighed against each other (that costs a browser 8 kB): a part
 * leaves to its caller what callers may want otherwise.
 */
export const classNames: (...values: ClassValue[]) => string = clsx;
