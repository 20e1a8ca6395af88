import type { Operation } from '../../kernel/operation.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { parseXml, textOf } from '../../kernel/parse-xml.ts';
import { findBucket } from '../find.ts';
import { requestDocument } from '../request-document.ts';
import { buckets } from '../s3-rows.ts';

export const putBucketVersioning: Operation = {
  name: 'PutBucketVersioning',
  route: 'PUT /{Bucket}?versioning',
  writes: true,
  handle: (params, { store }, context) => {
    const bucket = findBucket(store, params, context);
    const status = textOf(parseXml(requestDocument(params, context)), 'Status');
    if (status !== 'Enabled' && status !== 'Suspended') {
      throw new AwsError('IllegalVersioningConfigurationException', 400, 'The Versioning element must be specified');
    }
    buckets(store).set(bucket.name, { ...bucket, versioning: status });
    return {};
  },
};
