import { totalCodeBytes, unreservedConcurrency } from '../account-usage.ts';
import { defineOperation } from '../define-operation.ts';
import { functions } from '../function-rows.ts';
import { limits } from '../limits.ts';
import { structure } from '../validation/shape.ts';

export const getAccountSettings = defineOperation({
  name: 'GetAccountSettings',
  route: 'GET /2016-08-19/account-settings',
  writes: false,
  input: structure({}, {}),
  handle: (_request, world) => ({
    body: {
      AccountLimit: {
        TotalCodeSize: limits.totalCodeSize,
        CodeSizeUnzipped: limits.unzipped,
        CodeSizeZipped: limits.zippedUpload,
        ConcurrentExecutions: limits.concurrentExecutions,
        UnreservedConcurrentExecutions: unreservedConcurrency(world),
      },
      AccountUsage: {
        TotalCodeSize: totalCodeBytes(world),
        FunctionCount: functions(world).keys().length,
      },
    },
  }),
});
