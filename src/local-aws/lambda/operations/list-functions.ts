import type { World } from '../../kernel/world.ts';
import { defineOperation } from '../define-operation.ts';
import { describeListed } from '../describe-function.ts';
import { findLatest, findVersion, LATEST } from '../find-version.ts';
import { functions, type FunctionRow, type VersionRow } from '../function-rows.ts';
import { paginate } from '../paginate.ts';
import { maxItems, text } from '../validation/names.ts';
import { oneOf, string, structure } from '../validation/shape.ts';

interface Listed {
  readonly name: string;
  readonly version: string;
}

function withVersions({ name, versions }: FunctionRow): Listed[] {
  return [LATEST, ...versions].map((version) => ({ name, version }));
}

function describeItem(world: World, { name, version }: Listed, qualified: boolean): unknown {
  const row: VersionRow = findVersion(world, name, version) ?? findLatest(world, name);
  return describeListed(world, row, qualified ? version : undefined);
}

export const listFunctions = defineOperation({
  name: 'ListFunctions',
  route: 'GET /2015-03-31/functions',
  writes: false,
  input: structure(
    {},
    {
      // Lambda@Edge only: there are no replicas here, so it filters nothing.
      MasterRegion: string({ pattern: String.raw`ALL|[a-z]{2}(-gov)?-[a-z]+-\d{1}` }),
      FunctionVersion: oneOf('ALL'),
      Marker: text,
      MaxItems: maxItems,
    },
  ),
  handle: (request, world) => {
    const all = request.FunctionVersion === 'ALL';
    const rows = functions(world).values();
    const listed = all ? rows.flatMap(withVersions) : rows.map(({ name }) => ({ name, version: LATEST }));
    const { items, next } = paginate(listed, request, { keyOf: ({ name, version }) => `${name}:${version}` });
    return { body: { Functions: items.map((item) => describeItem(world, item, all)), NextMarker: next } };
  },
});
