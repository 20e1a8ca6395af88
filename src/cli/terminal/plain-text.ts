import { stripVTControlCharacters } from 'node:util';

/** Controls but tab and newline; bidirectional overrides can make a line read as another one. */
const unsafe = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** Text of others (commit messages, AWS's answers, function logs) without anything that a terminal would obey. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replace(unsafe, '');
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replaceAll(/\s+/g, ' ').trim();
}
