import type { Service } from '../../model/service.ts';
import { foundationGrants } from './foundation-grants.ts';
import { gatewayGrants } from './gateway-grants.ts';
import { type Grant, policyPlace, type PolicyPurpose } from './grant.ts';
import { lambdaGrants } from './lambda-grants.ts';
import { stackGrants } from './stack-grants.ts';

export interface IamPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IamStatement[];
}

export interface IamStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Grant['condition'];
}

/** Without white space, at most: of a managed policy, and of all inline policies of a role together. */
export const policyCharacters = { managed: 6144, inline: 10_240 };

/**
 * The least that ship needs in AWS for that purpose and these services of one environment: one statement per thing that
 * is done. STS's GetCallerIdentity is asked for too, and needs no permission.
 */
export function renderIamPolicy(
  services: readonly Service[],
  purpose: PolicyPurpose,
  options: { readonly apiId?: string } = {},
): IamPolicy {
  const statements = new Map<string, IamStatement>();
  for (const service of services)
    for (const grant of grantsOf(service, options.apiId)) {
      if (!grant.for.includes(purpose)) continue;
      const known = statements.get(grant.sid);
      statements.set(grant.sid, known ? merged(known, grant) : toStatement(grant));
    }
  return { Version: '2012-10-17', Statement: [...statements.values()] };
}

function grantsOf(service: Service, apiId: string | undefined): readonly Grant[] {
  const place = policyPlace(service, apiId);
  return [
    ...stackGrants(service, place),
    ...lambdaGrants(service, place),
    ...gatewayGrants(service, place),
    ...foundationGrants(service, place),
  ];
}

const toStatement = ({ sid, actions, resources, condition }: Grant): IamStatement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...(condition && { Condition: condition }),
});

/** The same thing done for another service: what it takes there, its resources too, and what its condition allows. */
function merged(known: IamStatement, { actions, resources, condition }: Grant): IamStatement {
  return {
    ...known,
    Action: [...new Set([...known.Action, ...actions])],
    Resource: [...new Set([...known.Resource, ...resources])],
    ...(condition && { Condition: mergedConditions(known.Condition ?? {}, condition) }),
  };
}

function mergedConditions(
  known: NonNullable<Grant['condition']>,
  more: NonNullable<Grant['condition']>,
): Grant['condition'] {
  const entries = Object.entries(more).map(([operator, keys]) => [
    operator,
    Object.fromEntries(
      Object.entries(keys).map(([key, values]) => {
        const all = [...new Set([known[operator]?.[key] ?? [], values].flat())];
        return [key, all.length === 1 ? all[0] : all];
      }),
    ),
  ]);
  return Object.fromEntries(entries) as NonNullable<Grant['condition']>;
}
