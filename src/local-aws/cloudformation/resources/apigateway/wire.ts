import { isRecord } from '../../template/template.ts';

/** Maps whose keys are the user's own and stay as they are. */
const MAPS = new Set([
  'RequestParameters',
  'StageVariables',
  'Tags',
  'RouteSettings',
  'RequestModels',
  'RequestTemplates',
]);

/** A template's member names as API Gateway has them on the wire: `ApiKeyRequired` -> `apiKeyRequired`. */
export function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      lowerFirst(name),
      MAPS.has(name) ? mapToWire(member) : toWire(member),
    ]),
  );
}

function mapToWire(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, isRecord(member) ? toWire(member) : member]),
  );
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Numbers and booleans that a template writes as text. */
export function retype(
  properties: Record<string, unknown>,
  kinds: { numbers?: readonly string[]; booleans?: readonly string[] },
): Record<string, unknown> {
  const changed = { ...properties };
  for (const name of kinds.numbers ?? []) if (name in changed) changed[name] = Number(changed[name]);
  for (const name of kinds.booleans ?? []) if (name in changed) changed[name] = String(changed[name]) === 'true';
  return changed;
}
