import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { resourcePolicies } from '../log-rows.ts';
import { invalidParameter, limitExceeded } from '../logs-error.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html */
const MOST = 10;
const MOST_BYTES = 5120;

/** Kept and shown; who may write here is not asked. */
export const putResourcePolicy: Operation = {
  name: 'PutResourcePolicy',
  writes: true,
  handle: (params, { store, clock }) => {
    const [policyName, policyDocument] = [stringOf(params, 'policyName'), stringOf(params, 'policyDocument')];
    if (policyName === undefined || policyDocument === undefined) {
      throw invalidParameter('Policy name and policy document must be specified.');
    }
    if (Buffer.byteLength(policyDocument) > MOST_BYTES) {
      throw invalidParameter(`Resource policy document must be at most ${MOST_BYTES} bytes.`);
    }
    const rows = resourcePolicies(store);
    if (!rows.has(policyName) && rows.keys().length >= MOST) throw limitExceeded();
    const resourcePolicy = { policyName, policyDocument, lastUpdatedTime: clock.now() };
    rows.set(policyName, resourcePolicy);
    return { body: { resourcePolicy } };
  },
};
