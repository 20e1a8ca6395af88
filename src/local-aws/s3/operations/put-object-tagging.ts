import type { Operation } from '../../kernel/operation.ts';
import { childrenNamed, parseXml, textOf } from '../../kernel/parse-xml.ts';
import { findBucket } from '../find.ts';
import { versionHeader } from '../object-metadata.ts';
import { announceObject } from '../notifications/announce-object.ts';
import { retag } from '../retag.ts';

export const putObjectTagging: Operation = {
  name: 'PutObjectTagging',
  route: 'PUT /{Bucket}/{Key+}?tagging',
  writes: true,
  handle: (params, world, context) => {
    const sets = childrenNamed(parseXml(context.rawBody.toString('utf8')), 'TagSet');
    const tags = sets.flatMap((set) => childrenNamed(set, 'Tag'));
    const byKey = Object.fromEntries(tags.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']));
    const version = retag(world, params, context, byKey);
    const happened = { event: 'ObjectTagging:Put', ...version, key: String(params['Key']) };
    announceObject(world, findBucket(world.store, params, context), happened, context);
    return { headers: versionHeader(version) };
  },
};
