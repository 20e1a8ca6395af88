import { canonicalJson } from '../model/digest.ts';
import { outputs } from '../model/names.ts';
import type { TrimFacts } from '../model/plan.ts';
import { mergeConnections, readConnections, withConnections } from './kept-connections.ts';
import { keepFilter } from './merge-foundation.ts';
import type { Output, Resource, Template } from './template.ts';

/**
 * What pruning leaves of the foundation. Where one can go back to nothing any more it is the wanted one, with what the live
 * release needs besides (the config may have moved on since). Before that, only what has a mark and nobody needs goes.
 */
export function trimFoundation(deployed: Template, wanted: Template, facts: TrimFacts): Template {
  return facts.whole ? wholly(deployed, wanted, facts) : marksOnly(deployed, wanted, facts);
}

function wholly(deployed: Template, wanted: Template, { needed, connections }: TrimFacts): Template {
  const outputsBesides = pick(deployed.Outputs, (name) => needed.includes(name) && !wanted.Outputs[name]);
  const first = { ...wanted.Resources, ...pick(deployed.Resources, (id) => outputsBesides[`${id}Arn`] !== undefined) };
  const kept = pick(readConnections(deployed), (digest) => connections.includes(digest));
  const { output, ...metadata } = mergeConnections(withConnections(deployed, kept), wanted);
  return {
    ...wanted,
    ...metadata,
    Resources: withFilters(deployed, withReferred(first, deployed.Resources)),
    Outputs: { ...wanted.Outputs, ...outputsBesides, ...(output && { [outputs.connections]: output }) },
  };
}

const types = /^AWS::(Events::Rule|IAM::Role|SNS::Subscription)$/;
const marked = /^(Rule|Role|Subscription)\w+[0-9a-f]{8}$/;

function marksOnly(deployed: Template, wanted: Template, { needed }: TrimFacts): Template {
  const isIdle = (id: string): boolean => {
    const type = deployed.Resources[id]?.Type ?? '';
    const isOurs = marked.test(id) && types.test(type) && deployed.Outputs[`${id}Arn`] !== undefined;
    return isOurs && !wanted.Resources[id] && !needed.includes(`${id}Arn`);
  };
  return {
    ...deployed,
    Resources: pick(deployed.Resources, (id) => !isIdle(id)),
    Outputs: pick(deployed.Outputs, (name) => !isIdle(name.replace(/Arn$/, ''))),
  };
}

/** What is kept may refer to what is not wanted any more. */
function withReferred(
  kept: Readonly<Record<string, Resource>>,
  deployed: Readonly<Record<string, Resource>>,
): Readonly<Record<string, Resource>> {
  const text = canonicalJson(kept);
  const more = pick(
    deployed,
    (id) => !kept[id] && [`"${id}"`, `\${${id}}`, `\${${id}.`].some((one) => text.includes(one)),
  );
  return Object.keys(more).length === 0 ? kept : withReferred({ ...kept, ...more }, deployed);
}

function withFilters(deployed: Template, resources: Readonly<Record<string, Resource>>): Template['Resources'] {
  const entries = Object.entries(resources).map(([id, resource]) => {
    const there = deployed.Resources[id];
    return [id, there && resource.Type === 'AWS::SNS::Subscription' ? keepFilter(there, resource) : resource] as const;
  });
  return Object.fromEntries(entries);
}

function pick<Value extends Resource | Output | object>(
  all: Readonly<Record<string, Value>>,
  isWanted: (name: string) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
}
