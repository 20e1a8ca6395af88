import type { Operation } from '../../kernel/operation.ts';
import { childrenNamed, parseXml, textOf } from '../../kernel/parse-xml.ts';
import { versionHeader } from '../object-metadata.ts';
import { retag } from '../retag.ts';

export const putObjectTagging: Operation = {
  name: 'PutObjectTagging',
  route: 'PUT /{Bucket}/{Key+}?tagging',
  writes: true,
  handle: (params, world, context) => {
    const sets = childrenNamed(parseXml(context.rawBody.toString('utf8')), 'TagSet');
    const tags = sets.flatMap((set) => childrenNamed(set, 'Tag'));
    const byKey = Object.fromEntries(tags.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']));
    return { headers: versionHeader(retag(world, params, context, byKey)) };
  },
};
