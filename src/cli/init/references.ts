import { asObject, asText, isObject } from './draft.ts';

/** Logical ids that a CloudFormation value refers to; pseudo parameters such as `AWS::Region` are not among them. */
export function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (!isObject(value)) return [];
  return Object.entries(value)
    .flatMap(([key, inner]) => {
      if (key === 'Ref') return [asText(inner)];
      if (key === 'DependsOn') return [inner].flat().map(String);
      if (key === 'Fn::GetAtt') return [asText(Array.isArray(inner) ? inner[0] : asText(inner).split('.')[0])];
      if (key === 'Fn::Sub') return substituted(inner);
      return referencesOf(inner);
    })
    .filter((id) => !id.startsWith('AWS::'));
}

function substituted(inner: unknown): readonly string[] {
  const [text, values] = Array.isArray(inner) ? [asText(inner[0]), inner[1] as unknown] : [asText(inner), undefined];
  const local = new Set(isObject(values) ? Object.keys(values) : []);
  const named = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.trim().split('.')[0] ?? '');
  return [...named.filter((name) => !local.has(name)), ...referencesOf(values)];
}

/** The id that a value refers to, if it is nothing but a reference. */
export function referredId(value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = asObject(value);
  if (typeof Ref === 'string') return Ref;
  return Array.isArray(attribute) ? asText(attribute[0]) : undefined;
}
