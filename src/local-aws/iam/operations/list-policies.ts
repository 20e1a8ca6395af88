import type { Operation } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { countAttachments } from '../find-policy.ts';
import { policies } from '../iam-rows.ts';
import { page } from '../read-params.ts';
import { showPolicy } from '../show.ts';

/** Of the customer: AWS's own are known by name only, and not listed. */
export const listPolicies: Operation = {
  name: 'ListPolicies',
  writes: false,
  handle: (params, { store }) => {
    const prefix = stringOf(params, 'PathPrefix') || '/';
    const found = policies(store)
      .values()
      .filter(({ path }) => path.startsWith(prefix) && params['Scope'] !== 'AWS')
      .map((policy) => ({ policy, attachments: countAttachments(store, policy.arn) }))
      .filter(({ attachments }) => params['OnlyAttached'] !== 'true' || attachments > 0);
    const { items, more } = page(found, params);
    return { body: { Policies: items.map(({ policy, attachments }) => showPolicy(policy, attachments)), ...more } };
  },
};
