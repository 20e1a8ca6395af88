import { digestOf } from './digest.ts';
import { logicalIds } from './logical-ids.ts';
import type { BusEvent, FunctionDefinition, Policy, ScheduleEvent, Service } from './service.ts';

// What the foundation changes in place is felt by the live release before the switch, and stays after a rollback. So what
// a release must not feel of another one gets an identity of its own: a mark of eight hex digits at the end of its name.
// The foundation then holds both, and the release says which of them it uses.

/** As much of a service as tells what its resources are called. */
export type Named = Pick<Service, 'functions' | 'resources'>;

const mark = (value: unknown): string => digestOf(value).slice(0, 8);

/**
 * A function's role has one where something may deny: versions keep the role they were published with, and what is only
 * allowed besides breaks nobody.
 */
export function roleMark(service: Named, { key, policies }: Pick<FunctionDefinition, 'key' | 'policies'>): string {
  const denying = policies.filter(mayDeny);
  return denying.length === 0 || isNamed(service, logicalIds.role(key)) ? '' : mark(denying);
}

/** What is in somebody's managed policy is not known; of AWS's own only some deny, and they say so. */
export function mayDeny(policy: Policy): boolean {
  if (policy.kind === 'statement') return policy.statement.Effect === 'Deny';
  return !/^arn:[\w-]+:iam::aws:policy\//.test(policy.arn) || /Deny|Quarantine/.test(policy.arn);
}

/** When a rule rings, on which bus, and what it then sends. */
export function ruleMark(service: Named, event: BusEvent | ScheduleEvent): string {
  return isNamed(service, logicalIds.rule(event.name)) ? '' : mark(rings(event));
}

function rings(event: BusEvent | ScheduleEvent): unknown {
  // With its name: two of them may be cut to the same length.
  const when = event.kind === 'bus' ? [event.bus, event.pattern] : [event.expression, event.input ?? null];
  return [event.name, ...when];
}

/** A topic of others that the event is taken from; an own one is the event's for ever. */
export function topicMark(arn: unknown): string {
  return arn === undefined ? '' : mark(arn);
}

/** Whether the user's own part of the foundation names it: then it must keep its name, and what changes in it is felt at once. */
export function isNamed({ functions, resources }: Named, logicalId: string): boolean {
  const written = functions.flatMap(({ policies, environment, events }) => [
    policies,
    Object.values(environment).filter(({ kind }) => kind === 'output'),
    events,
  ]);
  const text = JSON.stringify([resources, written]);
  return [`"${logicalId}"`, `"${logicalId}.`, `\${${logicalId}}`, `\${${logicalId}.`].some((one) => text.includes(one));
}
