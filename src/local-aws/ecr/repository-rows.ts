import { AwsError } from '../kernel/aws-error.ts';
import type { Table, Tables } from '../kernel/store.ts';

/** A repository without images: Lambda's tools ask for it, and CDK's bootstrap makes one. */
export interface RepositoryRow {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: string;
  readonly tagMutability: string;
  readonly scanOnPush: boolean;
  readonly lifecyclePolicy?: string;
  readonly policy?: string;
}

export function repositories(store: Tables): Table<RepositoryRow> {
  return store.table('ecr.repositories');
}

export function notFound(name: string, accountId: string): AwsError {
  return new AwsError(
    'RepositoryNotFoundException',
    400,
    `The repository with name '${name}' does not exist in the registry with id '${accountId}'`,
  );
}

export function showRepository(row: RepositoryRow, accountId: string, region: string): Record<string, unknown> {
  return {
    repositoryArn: row.arn,
    registryId: accountId,
    repositoryName: row.name,
    repositoryUri: `${accountId}.dkr.ecr.${region}.amazonaws.com/${row.name}`,
    createdAt: new Date(row.createdAt),
    imageTagMutability: row.tagMutability,
    imageScanningConfiguration: { scanOnPush: row.scanOnPush },
    encryptionConfiguration: { encryptionType: 'AES256' },
  };
}
