import type { World } from '../../../kernel/world.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { isRecord } from '../../template/template.ts';
import { call, textOf } from '../call.ts';
import type { Properties } from '../resource-type.ts';

/** A password, alone or under `GenerateStringKey` in the template's JSON; undefined where none is asked for. */
export async function generateSecretString(world: World, properties: Properties): Promise<string | undefined> {
  const wanted = properties['GenerateSecretString'];
  if (!isRecord(wanted)) return undefined;
  const { SecretStringTemplate, GenerateStringKey, ...options } = wanted;
  if ((SecretStringTemplate === undefined) !== (GenerateStringKey === undefined)) {
    throw invalid('SecretStringTemplate and GenerateStringKey must be given together.');
  }
  const { RandomPassword } = await call(world, 'secretsmanager', 'GetRandomPassword', numbered(options));
  const key = textOf(wanted, 'GenerateStringKey');
  if (key === undefined) return String(RandomPassword);
  return JSON.stringify({ ...parse(textOf(wanted, 'SecretStringTemplate') ?? ''), [key]: RandomPassword });
}

function numbered(options: Properties): Properties {
  const length = options['PasswordLength'];
  return length === undefined ? options : { ...options, PasswordLength: Number(length) };
}

function parse(template: string): object {
  try {
    const value: unknown = JSON.parse(template);
    if (isRecord(value)) return value;
  } catch {
    // Said below.
  }
  throw invalid('SecretStringTemplate must be a JSON object.');
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', 400, message);
}
