import type { Service } from '../kernel/operation.ts';
import { createRepository } from './operations/create-repository.ts';
import { deleteRepository } from './operations/delete-repository.ts';
import { describeRepositories } from './operations/describe-repositories.ts';
import { getRepositoryPolicy } from './operations/get-repository-policy.ts';
import { putImageScanningConfiguration } from './operations/put-image-scanning-configuration.ts';
import { putImageTagMutability } from './operations/put-image-tag-mutability.ts';
import { putLifecyclePolicy } from './operations/put-lifecycle-policy.ts';
import { setRepositoryPolicy } from './operations/set-repository-policy.ts';

/** Repositories without images: what frameworks ask before they remove a service, and what CDK's bootstrap makes. */
export const ecrService: Service = {
  signingName: 'ecr',
  protocol: 'aws-json',
  target: 'AmazonEC2ContainerRegistry_V20150921',
  operations: [
    createRepository,
    deleteRepository,
    describeRepositories,
    getRepositoryPolicy,
    putImageScanningConfiguration,
    putImageTagMutability,
    putLifecyclePolicy,
    setRepositoryPolicy,
  ],
};
