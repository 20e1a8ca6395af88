import { AwsError } from '../../kernel/aws-error.ts';
import { booleanOf, stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { parameters, type ParameterRow } from '../parameter-rows.ts';

export const putParameter: Operation = {
  name: 'PutParameter',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    const existing = parameters(world).get(name);
    if (existing && !booleanOf(params, 'Overwrite')) {
      throw new AwsError(
        'ParameterAlreadyExists',
        400,
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const row = makeRow(params, name, existing, world.clock.now());
    parameters(world).set(name, row);
    return { body: { Version: row.version, Tier: row.tier } };
  },
};

function makeRow(params: Params, name: string, existing: ParameterRow | undefined, now: number): ParameterRow {
  const type = (stringOf(params, 'Type') ?? existing?.type) as ParameterRow['type'] | undefined;
  const value = stringOf(params, 'Value');
  if (!type) {
    throw new AwsError('ValidationException', 400, 'A parameter type is required when you create a parameter.');
  }
  if (!value) throw new AwsError('ValidationException', 400, 'The value of a parameter must not be empty.');
  const description = stringOf(params, 'Description') ?? existing?.description;
  const tags = structuresOf(params, 'Tags').map((tag): [string, string] => [String(tag['Key']), String(tag['Value'])]);
  return {
    name,
    type,
    value,
    version: (existing?.version ?? 0) + 1,
    dataType: stringOf(params, 'DataType') ?? 'text',
    tier: stringOf(params, 'Tier') ?? 'Standard',
    modifiedAt: now,
    tags: { ...existing?.tags, ...Object.fromEntries(tags) },
    ...(description !== undefined && { description }),
  };
}
