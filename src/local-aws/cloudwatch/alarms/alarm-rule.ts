import { validationError } from '../cloudwatch-error.ts';
import type { AlarmState } from './alarm-rows.ts';

export type StateOf = (alarm: string) => AlarmState | undefined;
export type AlarmRule = (stateOf: StateOf) => boolean;

const TOKEN =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]+))\s*\)|(AND|OR|NOT|TRUE|FALSE)\b|([()]))/y;

type Token = string | { readonly state: AlarmState; readonly alarm: string };

/** `ALARM("a") AND NOT (OK("b") OR TRUE)`: alarms by name or ARN. Throws ValidationError. */
export function parseAlarmRule(text: string): AlarmRule {
  const tokens = tokenize(text);
  const rule = parseOr(tokens);
  if (tokens.length > 0) throw invalid();
  return rule;
}

/** Names of the alarms that a rule reads. */
export function alarmsIn(text: string): string[] {
  return tokenize(text).flatMap((token) => (typeof token === 'string' ? [] : [token.alarm]));
}

function invalid(): Error {
  return validationError('AlarmRule must not contain syntax errors.');
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) throw invalid();
    const [, state, double, single, bare, word, sign] = match;
    const alarm = double ?? single ?? bare;
    if (state && alarm !== undefined)
      tokens.push({ state: state as AlarmState, alarm: alarm.replace(/^arn:[^ ]*:alarm:/, '') });
    else tokens.push((word ?? sign) as string);
  }
  return tokens;
}

function parseOr(tokens: Token[]): AlarmRule {
  const rules = [parseAnd(tokens)];
  while (tokens[0] === 'OR') {
    tokens.shift();
    rules.push(parseAnd(tokens));
  }
  return (stateOf) => rules.some((rule) => rule(stateOf));
}

function parseAnd(tokens: Token[]): AlarmRule {
  const rules = [parseOne(tokens)];
  while (tokens[0] === 'AND') {
    tokens.shift();
    rules.push(parseOne(tokens));
  }
  return (stateOf) => rules.every((rule) => rule(stateOf));
}

function parseOne(tokens: Token[]): AlarmRule {
  const token = tokens.shift();
  if (token === 'TRUE') return () => true;
  if (token === 'FALSE') return () => false;
  if (token === 'NOT') {
    const inner = parseOne(tokens);
    return (stateOf) => !inner(stateOf);
  }
  if (token === '(') {
    const inner = parseOr(tokens);
    if (tokens.shift() !== ')') throw invalid();
    return inner;
  }
  if (token === undefined || typeof token === 'string') throw invalid();
  return (stateOf) => stateOf(token.alarm) === token.state;
}
