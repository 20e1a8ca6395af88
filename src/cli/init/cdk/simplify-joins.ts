import { isObject } from '../draft.ts';
import { inText } from './map-references.ts';

/** The CDK joins every ARN from pieces; `Fn::Sub`, or plain text where all is known, is what a person would write. */
export function simplifyJoins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplifyJoins).filter((item) => !isNoValue(item));
  if (!isObject(value)) return value;
  const join = value['Fn::Join'];
  if (Array.isArray(join) && join[0] === '' && Array.isArray(join[1])) return joined(join[1].map(simplifyJoins));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, simplifyJoins(inner)]));
}

function joined(parts: readonly unknown[]): unknown {
  const texts = parts.map((part) => (typeof part === 'string' ? part.replaceAll('${', '${!') : inText(part)));
  if (texts.some((text) => text === undefined)) return { 'Fn::Join': ['', parts] };
  const text = texts.join('').replaceAll('${AWS::Partition}', 'aws');
  return /\$\{[^!]/.test(text) ? { 'Fn::Sub': text } : text.replaceAll('${!', '${');
}

const isNoValue = (value: unknown): boolean => isObject(value) && value['Ref'] === 'AWS::NoValue';
