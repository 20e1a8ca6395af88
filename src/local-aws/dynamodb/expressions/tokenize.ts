export interface Token {
  readonly kind: 'word' | 'name' | 'value' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
}

const TOKEN = /\s+|(#\w+)|(:\w+)|([A-Za-z_]\w*)|(\d+)|(<>|<=|>=|[()[\].,=<>+-])/gy;

/** Throws (through `fail`) at the first character that no expression may hold. */
export function tokenize(text: string, fail: (token: string, near: string) => Error): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw fail(text[start] as string, text.slice(Math.max(0, start - 5), start + 5));
    const [whole, name, value, word, number, sign] = match;
    if (name) tokens.push({ kind: 'name', text: whole, start });
    else if (value) tokens.push({ kind: 'value', text: whole, start });
    else if (word) tokens.push({ kind: 'word', text: whole, start });
    else if (number) tokens.push({ kind: 'number', text: whole, start });
    else if (sign) tokens.push({ kind: 'sign', text: whole, start });
  }
  return [...tokens, { kind: 'end', text: '<EOF>', start: text.length }];
}
