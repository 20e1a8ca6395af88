import { sep } from 'node:path';

/** A relative path as configs, zips, records and GitHub write it, whatever the machine separates folders with. */
export const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));
