import { logicalIds } from '../../model/logical-ids.ts';
import { isObject, type Draft } from './draft.ts';

/** Queues of the old file that ship makes in their place: old logical id -> the one it has in ship's foundation. */
export function queueNames(draft: Draft, short: (name: string) => string): ReadonlyMap<string, string> {
  const own = draft.functions
    .flatMap(({ events }) => events)
    .filter((event) => event['type'] === 'queue' && event['arn'] === undefined)
    .map((event) => String(event['name']));
  return new Map(own.map((name) => [name, logicalIds.queue(short(name))]));
}

/** The value with every `Ref` and `Fn::GetAtt` to such a queue pointing to the new one. */
export function renameQueues<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  return rename(value, names) as Value;
}

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, names));
  if (!isObject(value)) return value;
  const { Ref, 'Fn::GetAtt': attribute } = value;
  if (typeof Ref === 'string' && names.has(Ref)) return { Ref: names.get(Ref) };
  if (Array.isArray(attribute) && names.has(String(attribute[0])))
    return { 'Fn::GetAtt': [names.get(String(attribute[0])), ...attribute.slice(1).map(String)] };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner, names)]));
}
