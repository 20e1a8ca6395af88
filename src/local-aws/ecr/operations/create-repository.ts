import type { Operation } from '../../kernel/operation.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { recordOf, stringOf } from '../../kernel/members.ts';
import { repositories, showRepository, type RepositoryRow } from '../repository-rows.ts';

const NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

export const createRepository: Operation = {
  name: 'CreateRepository',
  writes: true,
  handle: (params, { store, clock, config }) => {
    const { accountId, region } = config;
    const name = stringOf(params, 'repositoryName') ?? '';
    if (!NAME.test(name)) {
      const message = `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '${NAME.source}''`;
      throw new AwsError('InvalidParameterException', 400, message);
    }
    if (repositories(store).has(name)) {
      const message = `The repository with name '${name}' already exists in the registry with id '${accountId}'`;
      throw new AwsError('RepositoryAlreadyExistsException', 400, message);
    }
    const row: RepositoryRow = {
      name,
      arn: `arn:aws:ecr:${region}:${accountId}:repository/${name}`,
      createdAt: new Date(clock.now()).toISOString(),
      tagMutability: stringOf(params, 'imageTagMutability') ?? 'MUTABLE',
      scanOnPush: recordOf<boolean>(params, 'imageScanningConfiguration')?.['scanOnPush'] === true,
    };
    repositories(store).set(name, row);
    return { body: { repository: showRepository(row, accountId, region) } };
  },
};
