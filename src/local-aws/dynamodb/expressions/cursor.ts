import { validation } from '../dynamodb-error.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import type { Placeholders } from './placeholders.ts';
import { isReserved } from './reserved-words.ts';
import { tokenize, type Token } from './tokenize.ts';

/** `['a', 0, 'b']`: `a[0].b` */
export type Path = readonly (string | number)[];

/** Reads an expression token by token; every error names the expression and what is wrong with it. */
export class Cursor {
  readonly #expression: string;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #placeholders: Placeholders;
  #at = 0;

  /** `expression`: the request's member, for error texts (`UpdateExpression`). */
  constructor(expression: string, text: string, placeholders: Placeholders) {
    this.#expression = expression;
    this.#text = text;
    this.#placeholders = placeholders;
    if (text.trim() === '') throw this.fail('The expression can not be empty;');
    this.#tokens = tokenize(text, (token, near) => this.fail(`Syntax error; token: "${token}", near: "${near}"`));
  }

  fail(message: string): Error {
    return validation(`Invalid ${this.#expression}: ${message}`);
  }

  /** At the token that is next. */
  syntaxError(): Error {
    const from = this.#tokens[Math.max(0, this.#at - 1)] as Token;
    const to = this.#tokens[Math.min(this.#at + 1, this.#tokens.length - 1)] as Token;
    const end = to.kind === 'end' ? this.#text.length : to.start + to.text.length;
    return this.fail(`Syntax error; token: "${this.peek.text}", near: "${this.#text.slice(from.start, end).trim()}"`);
  }

  get peek(): Token {
    return this.#tokens[this.#at] as Token;
  }

  get isAtEnd(): boolean {
    return this.peek.kind === 'end';
  }

  next(): Token {
    const token = this.peek;
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  /** A keyword, in any case, or a sign. */
  isAt(...texts: readonly string[]): boolean {
    const { kind, text } = this.peek;
    return (kind === 'word' || kind === 'sign') && texts.includes(text.toUpperCase());
  }

  skip(text: string): boolean {
    if (!this.isAt(text)) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (!this.isAtEnd) throw this.syntaxError();
  }

  /** `name(`: a function call; its name, which is case-sensitive. */
  function(): string | undefined {
    const after = this.#tokens[this.#at + 1];
    if (this.peek.kind !== 'word' || after?.text !== '(') return undefined;
    const { text } = this.next();
    this.#at++;
    return text;
  }

  value(): AttributeValue | undefined {
    if (this.peek.kind !== 'value') return undefined;
    const { text } = this.next();
    const value = this.#placeholders.value(text);
    if (value !== undefined) return value;
    throw this.fail(`An expression attribute value used in expression is not defined; attribute value: ${text}`);
  }

  path(): Path {
    const path: (string | number)[] = [this.#element()];
    for (;;) {
      if (this.skip('.')) path.push(this.#element());
      else if (this.skip('[')) {
        if (this.peek.kind !== 'number') throw this.syntaxError();
        path.push(Number(this.next().text));
        this.expect(']');
      } else return path;
    }
  }

  #element(): string {
    const { kind, text } = this.peek;
    if (kind === 'name') {
      this.#at++;
      const name = this.#placeholders.name(text);
      if (name !== undefined) return name;
      throw this.fail(`An expression attribute name used in the document path is not defined; attribute name: ${text}`);
    }
    if (kind !== 'word') throw this.syntaxError();
    if (isReserved(text)) throw this.fail(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
    this.#at++;
    return text;
  }
}

/** AWS writes paths in its messages as lists. */
export const showPath = (path: Path): string =>
  `[${path.map((element) => (typeof element === 'number' ? `[${element}]` : element)).join(', ')}]`;
