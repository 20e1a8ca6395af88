import type { Operation } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { alreadyExists } from '../iam-error.ts';
import { policies, type PolicyRow } from '../iam-rows.ts';
import { newId } from '../new-id.ts';
import { checkPolicyDocument } from '../policy-document.ts';
import { pathOf, required, requiredName, tagsOf } from '../read-params.ts';
import { showPolicy } from '../show.ts';

export const createPolicy: Operation = {
  name: 'CreatePolicy',
  writes: true,
  handle: (params, { store, clock, config }) => {
    const name = requiredName(params, 'PolicyName', 128);
    const document = required(params, 'PolicyDocument');
    const path = pathOf(params);
    checkPolicyDocument(document, 'permissions');
    const arn = `arn:aws:iam::${config.accountId}:policy${path}${name}`;
    if (policies(store).has(arn)) {
      throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
    }
    const createdAt = new Date(clock.now()).toISOString();
    const description = stringOf(params, 'Description');
    const policy: PolicyRow = {
      name,
      path,
      id: newId('ANPA'),
      arn,
      createdAt,
      updatedAt: createdAt,
      ...(description && { description }),
      tags: tagsOf(params),
      defaultVersionId: 'v1',
      lastVersion: 1,
      versions: [{ id: 'v1', document, createdAt }],
    };
    policies(store).set(arn, policy);
    return { body: { Policy: showPolicy(policy, 0) } };
  },
};
