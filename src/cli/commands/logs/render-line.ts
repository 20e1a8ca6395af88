import type { Colors } from '../../terminal/colors.ts';
import { plainText } from '../../terminal/plain-text.ts';
import type { MergedLine } from './read-merged.ts';

/** `06:12:03.120  invoice v7  text`; further lines of the text are indented. */
export function renderLine({ at, function: key, version, text }: MergedLine, colors: Colors): string {
  const who = version === undefined ? key : `${key} v${version.replace('$LATEST', ' latest')}`;
  const [first = '', ...rest] = plainText(text).split('\n');
  const head = `${colors.dim(at.slice(11, 23))}  ${colors.cyan(who)}  ${first}`;
  return [head, ...rest.map((line) => `    ${line}`)].join('\n');
}
