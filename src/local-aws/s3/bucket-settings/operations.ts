import { AwsError } from '../../kernel/aws-error.ts';
import type { Operation } from '../../kernel/operation.ts';
import { parseXml } from '../../kernel/parse-xml.ts';
import { findBucket } from '../find.ts';
import { requestDocument } from '../request-document.ts';
import { buckets } from '../s3-rows.ts';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

function readDocument({ subresource }: Setting, document: string): string {
  if (subresource !== 'policy') parseXml(document);
  else if (!document.trimStart().startsWith('{')) {
    throw new AwsError('MalformedPolicy', 400, "Policies must be valid JSON and the first byte must be '{'");
  }
  return document;
}

function getOperation({ get, subresource, absent }: Setting): Operation {
  const type = subresource === 'policy' ? 'application/json' : 'application/xml';
  return {
    name: get,
    route: `GET /{Bucket}?${subresource}`,
    writes: false,
    handle: (params, { store }, context) => {
      const bucket = findBucket(store, params, context);
      const kept = bucket.settings[subresource];
      if (kept !== undefined) return { headers: { 'content-type': type }, raw: kept };
      if (absent instanceof AwsError) throw absent;
      return { headers: { 'content-type': type }, raw: absent(bucket) };
    },
  };
}

function putOperation(name: string, setting: Setting): Operation {
  return {
    name,
    route: `PUT /{Bucket}?${setting.subresource}`,
    writes: true,
    handle: (params, { store }, context) => {
      const bucket = findBucket(store, params, context);
      const document = readDocument(setting, requestDocument(params, context));
      const changed = { ...bucket.settings, [setting.subresource]: document };
      buckets(store).set(bucket.name, { ...bucket, settings: changed });
      return { status: setting.putStatus ?? 200 };
    },
  };
}

function deleteOperation(name: string, { subresource }: Setting): Operation {
  return {
    name,
    route: `DELETE /{Bucket}?${subresource}`,
    writes: true,
    handle: (params, { store }, context) => {
      const bucket = findBucket(store, params, context);
      const left = Object.entries(bucket.settings).filter(([other]) => other !== subresource);
      buckets(store).set(bucket.name, { ...bucket, settings: Object.fromEntries(left) });
      return { status: 204 };
    },
  };
}

/** Some forty operations that differ in names only, so they are a table and not a file each. */
export const settingOperations: readonly Operation[] = settings.flatMap((setting) => [
  getOperation(setting),
  ...(setting.put ? [putOperation(setting.put, setting)] : []),
  ...(setting.delete ? [deleteOperation(setting.delete, setting)] : []),
]);
