import { AwsError } from '../kernel/aws-error.ts';

export const noSuchRole = (name: string): AwsError =>
  new AwsError('NoSuchEntity', 404, `The role with name ${name} cannot be found.`);

export const noSuchRolePolicy = (name: string): AwsError =>
  new AwsError('NoSuchEntity', 404, `The role policy with name ${name} cannot be found.`);

export const noSuchPolicy = (arn: string): AwsError =>
  new AwsError('NoSuchEntity', 404, `Policy ${arn} was not found.`);

export const notAttachable = (arn: string): AwsError =>
  new AwsError('NoSuchEntity', 404, `Policy ${arn} does not exist or is not attachable.`);

export const noSuchVersion = (arn: string, version: string): AwsError =>
  new AwsError('NoSuchEntity', 404, `Policy ${arn} version ${version} does not exist or is not attachable.`);

export const alreadyExists = (message: string): AwsError => new AwsError('EntityAlreadyExists', 409, message);

export const deleteConflict = (message: string): AwsError => new AwsError('DeleteConflict', 409, message);

export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceeded', 409, message);

export const malformedPolicy = (message: string): AwsError => new AwsError('MalformedPolicyDocument', 400, message);

export const invalid = (message: string): AwsError => new AwsError('ValidationError', 400, message);
