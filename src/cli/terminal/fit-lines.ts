import { stripVTControlCharacters } from 'node:util';

/**
 * Lines as they are where they fit; a longer one goes on below the text behind its label, as in `  place      account ...`.
 * Words stay whole, addresses above all: they are clicked on and copied.
 */
export function fitLines(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => (lengthOf(line) <= width ? line : fitLine(line, width)))
    .join('\n');
}

const lengthOf = (text: string): number => stripVTControlCharacters(text).length;

function fitLine(line: string, width: number): string {
  const plain = stripVTControlCharacters(line);
  const [hang, least] = [hangOf(plain, width), indentOf(plain) + 2];
  const lines = [/^\s*\S*/.exec(line)?.[0] ?? ''];
  for (const word of wordsOf(line)) {
    const last = lines.at(-1) ?? '';
    if (lengthOf(last + word) <= width) lines[lines.length - 1] = last + word;
    else lines.push(' '.repeat(hang + lengthOf(word.trimStart()) <= width ? hang : least) + word.trimStart());
  }
  return lines.join('\n');
}

/** Each with the blanks before it: columns of a table keep their distance as long as they fit. */
const wordsOf = (line: string): readonly string[] => line.replace(/^\s*\S*/, '').match(/\s+\S+/g) ?? [];

/** Where the text behind the first label begins; without a label, or where it would leave no room, a little further in. */
function hangOf(line: string, width: number): number {
  const [label = ''] = /^\s*\S+(?: \S+)*?\s{2,}/.exec(line) ?? [];
  return label !== '' && label.length <= width / 2 ? label.length : indentOf(line) + 2;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
