import { decide } from './evaluate.ts';
import type { Statement } from './policy-document.ts';

export interface ResourceRequest {
  /** e.g. `events.amazonaws.com` */
  readonly service: string;
  readonly action: string;
  readonly resourceArn: string;
  /** What the service calls for: a rule, a topic. */
  readonly sourceArn: string;
  readonly accountId: string;
}

/** Does a queue's, topic's or bus's own policy let the service do that? Without a policy nothing is allowed to services. */
export function resourceAllows(policy: string | undefined, request: ResourceRequest): boolean {
  if (!policy) return false;
  const document = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  const about = [document.Statement ?? []].flat().filter((statement) => isAbout(statement, request));
  return decide(about.map(withoutCondition), request.action, request.resourceArn) === 'allowed';
}

function withoutCondition(statement: Statement): Statement {
  const { Condition: _, ...rest } = statement;
  return rest;
}

function isAbout(statement: Statement, request: ResourceRequest): boolean {
  const { Principal, Condition } = statement;
  const services =
    typeof Principal === 'string' ? [Principal] : [Principal?.['Service'] ?? Principal?.['AWS'] ?? []].flat();
  const isNamed = services.includes(request.service) || services.includes('*');
  return isNamed && meets(Condition, request);
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Operators and keys that services' policies use; any other is taken as not met. */
function meets(conditions: Conditions | undefined, request: ResourceRequest): boolean {
  const given: Readonly<Record<string, string>> = {
    'aws:sourcearn': request.sourceArn,
    'aws:sourceaccount': request.accountId,
    'aws:sourceowner': request.accountId,
  };
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = given[key.toLowerCase()];
      return value !== undefined && [wanted].flat().some((pattern) => compare(operator, pattern, value));
    }),
  );
}

function compare(operator: string, pattern: string, value: string): boolean {
  if (operator === 'StringEquals') return pattern === value;
  if (!/^(ArnEquals|ArnLike|StringLike)$/.test(operator)) return false;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(value);
}
