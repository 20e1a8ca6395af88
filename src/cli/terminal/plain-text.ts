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

/**
 * What a terminal could obey besides our own colours, as JSON spells it: JSON itself leaves these as they are, and no text
 * of ours has them.
 */
export function visible(text: string): string {
  return text.replaceAll(/[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
