import { matchPattern } from '../events/pattern/match-pattern.ts';
import type { Pattern } from '../events/pattern/parse-pattern.ts';
import type { Message } from './message.ts';
import type { SubscriptionRow } from './topic-rows.ts';

/** Does the subscription's filter policy let the message through? By its attributes, or by its JSON body. */
export function isWanted({ attributes }: SubscriptionRow, message: Message): boolean {
  const policy = attributes['FilterPolicy'];
  // An empty one is how a filter is taken away.
  if (!policy || policy === '{}') return true;
  const pattern = JSON.parse(policy) as Pattern;
  if (attributes['FilterPolicyScope'] === 'MessageBody') return matchPattern(pattern, parseBody(message.text));
  const values = Object.entries(message.attributes).map(([name, { DataType, StringValue }]) => [
    name,
    valueOf(DataType, StringValue),
  ]);
  return matchPattern(pattern, Object.fromEntries(values));
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valueOf(type: string, text: string | undefined): unknown {
  if (type.startsWith('Number')) return Number(text);
  return type.startsWith('String.Array') && text !== undefined ? (JSON.parse(text) as unknown) : text;
}
