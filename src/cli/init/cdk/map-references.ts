import { asText, isObject } from '../draft.ts';

/** `Ref` has no attribute; an import from another stack has the attribute `import`. */
export type Replace = (id: string, attribute: string | undefined) => unknown;

export const importing = ' import';

/**
 * The value with references replaced where `replace` answers something. Inside of `Fn::Sub` only what is a reference
 * or text again can take the place of another.
 */
export function mapReferences(value: unknown, replace: Replace): unknown {
  if (Array.isArray(value)) return value.map((item) => mapReferences(item, replace));
  if (!isObject(value)) return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::ImportValue': imported } = value;
  if (typeof Ref === 'string') return replace(Ref, undefined) ?? value;
  if (attribute !== undefined) {
    const [id = '', ...rest] = Array.isArray(attribute) ? attribute.map(String) : asText(attribute).split('.');
    return replace(id, rest.join('.')) ?? value;
  }
  if (typeof imported === 'string') return replace(imported, importing) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapMember(key, inner, replace)]));
}

function mapMember(key: string, inner: unknown, replace: Replace): unknown {
  if (key === 'DependsOn') return [inner].flat().map((id) => idOf(replace(String(id), undefined)) ?? id);
  if (key !== 'Fn::Sub') return mapReferences(inner, replace);
  const mapText = (text: string): string =>
    text.replaceAll(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
      const [id = '', ...rest] = name.split('.');
      return inText(replace(id, rest.length > 0 ? rest.join('.') : undefined)) ?? whole;
    });
  if (typeof inner === 'string') return mapText(inner);
  return Array.isArray(inner) ? [mapText(String(inner[0])), mapReferences(inner[1], replace)] : inner;
}

const idOf = (value: unknown): string | undefined =>
  isObject(value) && typeof value['Ref'] === 'string' ? value['Ref'] : undefined;

/** How a replacement is written within `Fn::Sub`. */
export function inText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  if (typeof value['Ref'] === 'string') return `\${${value['Ref']}}`;
  const attribute = value['Fn::GetAtt'];
  return Array.isArray(attribute) ? `\${${attribute.join('.')}}` : undefined;
}
