/**
 * How many parameters the exported function declares, as `Function.length` counts them: up to the first one with a default
 * or a rest. By pattern; undefined when the export is not written as a function (made by a framework, taken from elsewhere).
 */
export function countParameters(source: string, exported: string): number | undefined {
  const name = exported.replaceAll('$', String.raw`\$`);
  const starts = [
    new RegExp(`export\\s+(?:async\\s+)?function\\s+${name}\\s*(?:<[^(]*>)?\\(`),
    new RegExp(
      `(?:export\\s+(?:const|let|var)\\s+${name}\\b[^=;]*=|exports\\.${name}\\s*=)\\s*(?:async\\b\\s*)?(?:function\\b\\s*\\w*\\s*)?\\(`,
    ),
  ];
  for (const start of starts) {
    const found = start.exec(source);
    if (!found) continue;
    const open = found.index + found[0].length;
    const close = closingOf(source, open);
    if (close === undefined || !isFunction(found[0], source.slice(close + 1))) continue;
    return countIn(source.slice(open, close));
  }
  return undefined;
}

/** A bracket after `=` may also open an expression: then no arrow follows it. */
function isFunction(head: string, after: string): boolean {
  return /\bfunction\b/.test(head) || /^\s*(?::[^=;{]*(?:\{[^}]*\}[^=;{]*)?)?=>/.test(after);
}

const opening = '([{<';
const closing = ')]}>';

function closingOf(source: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < source.length; at++) {
    const character = source[at] ?? '';
    if (isArrowHead(source, at)) continue;
    if (opening.includes(character)) depth += 1;
    if (closing.includes(character)) depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** The `>` of an arrow closes nothing. */
const isArrowHead = (source: string, at: number): boolean => source[at] === '>' && source[at - 1] === '=';

function countIn(list: string): number {
  let count = 0;
  for (const parameter of splitTop(list)) {
    if (parameter.trim() === '') continue;
    if (/^\s*\.\.\./.test(parameter) || hasDefault(parameter)) return count;
    count += 1;
  }
  return count;
}

function splitTop(list: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const [at, character] of list.split('').entries()) {
    if (opening.includes(character)) depth += 1;
    if (closing.includes(character) && !isArrowHead(list, at)) depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function hasDefault(parameter: string): boolean {
  let depth = 0;
  for (const [at, character] of parameter.split('').entries()) {
    if (opening.includes(character)) depth += 1;
    if (closing.includes(character) && !isArrowHead(parameter, at)) depth -= 1;
    if (character === '=' && depth === 0 && parameter[at + 1] !== '>') return true;
  }
  return false;
}
