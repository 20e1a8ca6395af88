import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Cloud } from '../release/cloud.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';

export function makeIdentityCalls({ clientConfig, supervision }: Connection): Pick<Cloud, 'whoAmI'> {
  const client = supervise(new STSClient(clientConfig), 'STS', supervision);
  return {
    whoAmI: async () => {
      const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
      return { accountId: Account ?? '', arn: Arn ?? '' };
    },
  };
}
