import type { TopicFilter } from '../../model/connections.ts';
import { subscriptionOf } from '../../plan/resolve-connections.ts';
import { connectionPlaceOf, pushOf, type Run, type StepRunner } from '../run-context.ts';

/**
 * A topic has one subscription per endpoint, so its filter is changed in place, by two writes where its scope changes: what
 * comes between them may be judged by half of it. SNS needs up to 15 minutes until all of it keeps to a changed filter.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export const setFilter: StepRunner<'set-filter'> = async (step, run) => {
  run.learnt.eventsTouched = true;
  const wanted = subscriptionOf(pushOf(run, step), connectionPlaceOf(run));
  if (!wanted) throw new Error(`the stack does not tell the subscription of ${step.event}`);
  const { arn, filter, filterScope } = wanted;
  const is = await run.cloud.readSubscription(arn);
  const policy = (): Promise<void> =>
    run.cloud.setSubscriptionAttribute(arn, 'FilterPolicy', JSON.stringify(filter ?? {}));
  if (filter === undefined || is?.filterScope === filterScope) await policy();
  else await both(run, { arn, filterScope, policy });
  return undefined;
};

/** A filter of bodies may be nested, one of attributes is flat: the one that both scopes understand stands between. */
async function both(
  { cloud }: Run,
  { arn, filterScope, policy }: Pick<TopicFilter, 'filterScope'> & { arn: string; policy: () => Promise<void> },
): Promise<void> {
  const scope = (): Promise<void> =>
    cloud.setSubscriptionAttribute(
      arn,
      'FilterPolicyScope',
      filterScope === 'body' ? 'MessageBody' : 'MessageAttributes',
    );
  for (const write of filterScope === 'body' ? [scope, policy] : [policy, scope]) await write();
}
