import type { Operation } from '../../kernel/operation.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { findRepository } from '../find-repository.ts';

export const getRepositoryPolicy: Operation = {
  name: 'GetRepositoryPolicy',
  writes: false,
  handle: (params, world) => {
    const { accountId } = world.config;
    const { name, policy } = findRepository(world, params);
    if (policy === undefined) {
      const message = `Repository policy does not exist for the repository with name '${name}' in the registry with id '${accountId}'`;
      throw new AwsError('RepositoryPolicyNotFoundException', 400, message);
    }
    return { body: { registryId: accountId, repositoryName: name, policyText: policy } };
  },
};
