import { type Connections, connectionsOf, type Push } from '../model/connections.ts';
import { canonicalJson } from '../model/digest.ts';
import { roleMark } from '../model/identities.ts';
import { logicalIds } from '../model/logical-ids.ts';
import type { KnownRelease } from '../model/release.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PlainTemplate } from './foundation-changes.ts';
import { connectionsFor } from './resolve-connections.ts';

interface Facts {
  readonly service: Service;
  readonly snapshot: Snapshot;
  readonly live: KnownRelease;
  readonly deployed: PlainTemplate | undefined;
  readonly wanted: PlainTemplate;
}

/** What changes of events and of what roles deny, and when the live release feels it: in sentences for the plan. */
export function feltChanges(facts: Facts): readonly string[] {
  const { service, snapshot, live } = facts;
  const before = connectionsFor(service, snapshot, live.connectionsDigest);
  return [
    ...(before ? eventChanges(facts, before) : []),
    ...service.functions.flatMap((definition) => roleChange(facts, definition)),
    ...inPlace(facts),
  ];
}

const withFinish = 'let in with the finish of the switch; until then the live release has its own';
const atOnce = (id: string): string =>
  `with the foundation, BEFORE the switch, and a rollback does not undo it: resources or policies name ${id}`;

function eventChanges(facts: Facts, before: Connections): readonly string[] {
  return connectionsOf(facts.service).pushes.flatMap((push) => {
    const was = before.pushes.find(({ event, kind }) => event === push.event && kind === push.kind);
    return was ? eventChange(facts, was, push) : [];
  });
}

function eventChange(facts: Facts, was: Push, is: Push): readonly string[] {
  const name = `${is.kind === 's3' ? 'bucket event' : is.kind === 'bus' ? 'rule' : is.kind} ${is.event}`;
  if (canonicalJson(was.source) !== canonicalJson(is.source))
    return [`${name}: ${whatOf(facts, was, is)} changes, ${withFinish}`];
  const filters = [was, is].map(({ subscription: one }) =>
    canonicalJson([one?.filter ?? null, one?.filterScope ?? null]),
  );
  if (was.subscription && filters[0] !== filters[1])
    return [`${name}: its filter changes with the finish of the switch; SNS takes up to 15 minutes to keep to it`];
  const id = idOf(is);
  const differing = id === undefined ? [] : ruleDifferences(facts, id, id);
  return differing.length === 0 ? [] : [`${name}: its ${differing.join(' and ')} changes ${atOnce(id ?? '')}`];
}

function whatOf(facts: Facts, was: Push, is: Push): string {
  if (is.kind === 'topic') return 'its topic';
  if (is.kind === 's3') return 'its bucket';
  return `its ${ruleDifferences(facts, idOf(was) ?? '', idOf(is) ?? '').join(' and ') || 'rule'}`;
}

/** The resource behind a place is named like its output. */
function idOf({ source }: Push): string | undefined {
  return 'output' in source ? source.output.replace(/Arn$/, '') : undefined;
}

const ruleWords = { EventPattern: 'pattern', EventBusName: 'bus', ScheduleExpression: 'time' } as const;

function ruleDifferences({ deployed, wanted }: Facts, before: string, after: string): readonly string[] {
  const [was, is] = [deployed?.Resources[before]?.Properties, wanted.Resources[after]?.Properties];
  if (!was || !is) return [];
  const inputs = [was, is].map(({ Targets = [] }) =>
    canonicalJson((Targets as { Input?: string }[])[0]?.Input ?? null),
  );
  const words = Object.entries(ruleWords).filter(
    ([key]) => canonicalJson(was[key] ?? null) !== canonicalJson(is[key] ?? null),
  );
  return [...words.map(([, word]) => word), ...(inputs[0] === inputs[1] ? [] : ['input'])];
}

function roleChange(facts: Facts, definition: FunctionDefinition): readonly string[] {
  const { service, snapshot, live, deployed, wanted } = facts;
  const { key } = definition;
  const version = live.functions.find((one) => one.key === key)?.version;
  const arn = snapshot.functions[key]?.versions.find((one) => one.version === version)?.roleArn;
  const output = Object.entries(snapshot.stack?.outputs ?? {}).find(([, value]) => value === arn)?.[0];
  const [was, is] = [output?.replace(/Arn$/, ''), logicalIds.role(key, roleMark(service, definition))];
  if (arn === undefined || was === undefined) return [];
  if (was !== is) return [`${key}: what its role denies changes: the new version has ${is}, the live one keeps ${was}`];
  const denied = [deployed, wanted].map((template) => canonicalJson(deniedBy(template, is)));
  return deployed && denied[0] !== denied[1] ? [`${key}: what its role denies changes ${atOnce(is)}`] : [];
}

function deniedBy(template: PlainTemplate | undefined, role: string): readonly unknown[] {
  const policies = (template?.Resources[role]?.Properties?.['Policies'] ?? []) as readonly {
    readonly PolicyDocument: { readonly Statement: readonly { readonly Effect: string }[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Deny'));
}

/** A queue is one for all releases, and so is how long it hides a message. */
function inPlace({ service, deployed, wanted }: Facts): readonly string[] {
  const queues = service.functions.flatMap(({ events }) => events.filter(({ kind }) => kind === 'queue'));
  return queues.flatMap(({ name }) => {
    const [was, is] = [deployed, wanted].map((one) => one?.Resources[logicalIds.queue(name)]?.Properties);
    if (!was || !is || canonicalJson(was) === canonicalJson(is)) return [];
    return [
      `queue ${name}: how long it hides a message, or how often it is tried, changes with the foundation, BEFORE the switch`,
    ];
  });
}
