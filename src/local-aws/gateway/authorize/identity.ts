import type { SentRequest } from '../event/sent-request.ts';
import type { Exchange } from '../exchange.ts';
import { compileExpression, type Expression } from '../integrate/expression.ts';

const expressions = new Map<string, Expression>();

function expressionOf(source: string): Expression {
  const known = expressions.get(source);
  if (known) return known;
  const made = compileExpression(source);
  expressions.set(source, made);
  return made;
}

/** The value of each identity source; undefined when one is missing or empty. */
export function readIdentity(
  sources: readonly string[],
  exchange: Exchange,
  sent: SentRequest,
): readonly string[] | undefined {
  const values = sources.map((source) => expressionOf(source)({ exchange, sent }));
  return values.every((value) => value !== undefined && value !== '') ? (values as string[]) : undefined;
}
