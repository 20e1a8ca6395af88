import {
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import type { Cloud } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';

export function makeRoleCalls({ clientConfig, supervision }: Connection): Pick<Cloud, 'readRole'> {
  const client = supervise(new IAMClient(clientConfig), 'IAM', supervision);
  return {
    readRole: (RoleName) =>
      absentAs(undefined, ['NoSuchEntity', 'NoSuchEntityException'], async () => {
        const [names, managed] = await Promise.all([listInline(client, RoleName), listManaged(client, RoleName)]);
        const documents = names.map(async (PolicyName) => {
          const { PolicyDocument = '{}' } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
          // IAM gives documents URL-encoded.
          return [PolicyName, JSON.parse(decodeURIComponent(PolicyDocument)) as unknown] as const;
        });
        return { inline: Object.fromEntries(await Promise.all(documents)), managed };
      }),
  };
}

async function listInline(client: IAMClient, RoleName: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { PolicyNames } of paginateListRolePolicies({ client }, { RoleName }))
    names.push(...(PolicyNames ?? []));
  return names;
}

async function listManaged(client: IAMClient, RoleName: string): Promise<readonly string[]> {
  const arns: string[] = [];
  for await (const { AttachedPolicies } of paginateListAttachedRolePolicies({ client }, { RoleName }))
    arns.push(...(AttachedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []));
  return arns;
}
