import { type Connections, connectionsDigest, connectionsOf, placeExpressions } from '../model/connections.ts';
import { outputs } from '../model/names.ts';
import type { Service } from '../model/service.ts';
import type { Output, Template } from './template.ts';

// How each release's events are connected is kept in the foundation's metadata, by digest: the releases' records, which
// have no room for filters, name the digests. One output lists them, so that a look sees what there is besides.

const metadataKey = 'ShipConnections';
const keptAtMost = 20;

/** Nothing, for a service without events. */
export function connectionsMetadata(service: Service): NonNullable<Template['Metadata']> {
  const connections = connectionsOf(service);
  const digest = connectionsDigest(connections);
  return digest === '' ? {} : { [metadataKey]: { [digest]: connections } };
}

export function connectionOutputs(service: Service): Record<string, Output> {
  const digest = connectionsDigest(connectionsOf(service));
  const places = Object.entries(placeExpressions(service)).map(([name, Value]) => [name, { Value }] as const);
  return { ...(digest !== '' && { [outputs.connections]: { Value: digest } }), ...Object.fromEntries(places) };
}

/** The wanted ones first, then those of older releases. */
export function mergeConnections(
  deployed: Template,
  wanted: Template,
): Pick<Template, 'Metadata'> & { output?: Output } {
  const merged = Object.entries({ ...readConnections(wanted), ...readConnections(deployed) }).slice(0, keptAtMost);
  if (merged.length === 0) return {};
  return {
    Metadata: { ...wanted.Metadata, [metadataKey]: Object.fromEntries(merged) },
    output: { Value: merged.map(([digest]) => digest).join(' ') },
  };
}

/** The template as if it kept only these. */
export function withConnections(template: Template, kept: Readonly<Record<string, Connections>>): Template {
  return { ...template, Metadata: { [metadataKey]: kept } };
}

/** Of a template as it was sent, by digest. */
export function readConnections(template: Pick<Template, 'Metadata'>): Readonly<Record<string, Connections>> {
  return (template.Metadata?.[metadataKey] ?? {}) as Readonly<Record<string, Connections>>;
}

/** Whether the stack keeps connections besides the wanted ones. */
export function keepsOthers(service: Service, stackOutputs: Readonly<Record<string, string>>): boolean {
  const wanted = connectionsDigest(connectionsOf(service));
  return (stackOutputs[outputs.connections] ?? '').split(' ').some((digest) => digest !== '' && digest !== wanted);
}
