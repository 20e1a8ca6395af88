import type { Target } from './event-rows.ts';

export interface EventFacts {
  readonly event: Readonly<Record<string, unknown>>;
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly ingestionTime: string;
}

/** What the target gets: the event, a constant, a part of it, or a text made from it. JSON text. */
export function targetInput(target: Target, facts: EventFacts): string {
  const { Input, InputPath, InputTransformer } = target as {
    Input?: string;
    InputPath?: string;
    InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string };
  };
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return JSON.stringify(readPath(facts.event, InputPath) ?? null);
  if (InputTransformer)
    return transform(InputTransformer.InputTemplate, valuesOf(InputTransformer.InputPathsMap ?? {}, facts));
  return JSON.stringify(facts.event);
}

/** `$`, `$.detail.items[0]`, `$['detail-type']` */
export function readPath(value: unknown, path: string): unknown {
  const steps = path.replace(/^\$/, '').match(/[^.[\]'"]+/g) ?? [];
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], value);
}

function valuesOf(paths: Readonly<Record<string, string>>, facts: EventFacts): Map<string, unknown> {
  const values = new Map<string, unknown>(
    Object.entries(paths).map(([name, path]) => [name, readPath(facts.event, path)]),
  );
  values.set('aws.events.rule-arn', facts.ruleArn);
  values.set('aws.events.rule-name', facts.ruleName);
  values.set('aws.events.event.ingestion-time', facts.ingestionTime);
  values.set('aws.events.event', withoutDetail(facts.event));
  values.set('aws.events.event.json', facts.event);
  return values;
}

function withoutDetail(event: Readonly<Record<string, unknown>>): unknown {
  const { detail: _, ...rest } = event;
  return rest;
}

/** Within quotes a value is written as plain text, elsewhere as JSON; what the event lacks is an empty text. */
function transform(template: string, values: ReadonlyMap<string, unknown>): string {
  let isQuoted = false;
  const text = template.replaceAll(/\\.|"|<([\w.-]+)>/g, (token: string, name: string | undefined) => {
    if (token === '"') isQuoted = !isQuoted;
    if (name === undefined || !values.has(name)) return token;
    const value = values.get(name);
    if (value === undefined) return isQuoted ? '' : '""';
    const json = JSON.stringify(value);
    if (!isQuoted) return json;
    return typeof value === 'string' ? json.slice(1, -1) : json.replaceAll('"', '\\"');
  });
  return text.trim();
}
