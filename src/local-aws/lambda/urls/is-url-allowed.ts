import type { World } from '../../kernel/world.ts';
import { qualifiedKey } from '../function-rows.ts';
import { policies, type Statement } from '../policy-rows.ts';
import type { FunctionUrlRow } from './url-rows.ts';

const ACTIONS = new Set(['lambda:InvokeFunctionUrl', 'lambda:*', '*']);

function isMet({ Condition }: Statement, authType: string): boolean {
  return Object.entries(Condition ?? {}).every(
    ([operator, keys]) =>
      operator === 'StringEquals' &&
      Object.entries(keys).every(([key, value]) => key === 'lambda:FunctionUrlAuthType' && value === authType),
  );
}

/**
 * A URL without authorization is open only when the qualifier's policy lets everybody call it; one with AWS_IAM takes any
 * signed request, because all callers here are of the function's own account.
 */
export function isUrlAllowed(world: World, row: FunctionUrlRow, authorization: string | undefined): boolean {
  if (row.authType === 'AWS_IAM') return authorization?.startsWith('AWS4-HMAC-SHA256 ') ?? false;
  const policy = policies(world).get(qualifiedKey(row.functionName, row.qualifier));
  return (policy?.statements ?? []).some(
    (statement) => ACTIONS.has(statement.Action) && statement.Principal === '*' && isMet(statement, row.authType),
  );
}
