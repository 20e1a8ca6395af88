import { asText, asObject, isObject } from '../draft.ts';

/** The template with its parameters' defaults in place of the references to them. */
export function substituteParameters(template: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const defaults = Object.entries(asObject(template['Parameters'])).flatMap(([name, one]) => {
    const { Type, Default: value } = asObject(one);
    // The default of what CloudFormation reads from Parameter Store is the name there, not the value.
    return value === undefined || asText(Type).startsWith('AWS::SSM::') ? [] : [[name, value] as const];
  });
  return asObject(substitute(template, new Map(defaults)));
}

function substitute(value: unknown, defaults: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => substitute(item, defaults));
  if (!isObject(value)) return value;
  const name = value['Ref'];
  if (typeof name === 'string' && defaults.has(name)) return defaults.get(name);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === 'Fn::Sub' && typeof inner === 'string'
        ? [key, inner.replaceAll(/\$\{(\w+)\}/g, (whole, id: string) => asText(defaults.get(id) ?? whole))]
        : [key, substitute(inner, defaults)],
    ),
  );
}
