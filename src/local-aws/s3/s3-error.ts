import { AwsError } from '../kernel/aws-error.ts';

export const noSuchBucket = (BucketName: string): AwsError =>
  new AwsError('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName });

export const noSuchKey = (Key: string): AwsError =>
  new AwsError('NoSuchKey', 404, 'The specified key does not exist.', { Key });

export const noSuchVersion = (Key: string, VersionId: string): AwsError =>
  new AwsError('NoSuchVersion', 404, 'The specified version does not exist.', { Key, VersionId });

export const noSuchUpload = (UploadId: string): AwsError =>
  new AwsError(
    'NoSuchUpload',
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId },
  );

export const preconditionFailed = (Condition: string): AwsError =>
  new AwsError('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
    Condition,
  });

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequest', 400, message);

export const invalidArgument = (ArgumentName: string, ArgumentValue: string, message: string): AwsError =>
  new AwsError('InvalidArgument', 400, message, { ArgumentName, ArgumentValue });

export const accessDenied = (): AwsError => new AwsError('AccessDenied', 403, 'Access Denied');
