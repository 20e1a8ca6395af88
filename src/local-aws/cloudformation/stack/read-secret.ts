import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { asText } from '../template/as-text.ts';
import { isRecord } from '../template/template.ts';

const ARN_PARTS = 7;

/** `secret-id:SecretString:json-key:version-stage:version-id`, all but the id may be left out. Throws ValidationError. */
export async function readSecret(world: World, reference: string): Promise<string> {
  const parts = reference.split(':');
  const length = parts[0] === 'arn' ? ARN_PARTS : 1;
  const SecretId = parts.slice(0, length).join(':');
  const [member = '', key = '', VersionStage = '', VersionId = ''] = parts.slice(length);
  if (member !== '' && member !== 'SecretString') {
    throw validationError(`Invalid dynamic reference: [${reference}] must ask for SecretString`);
  }
  const version = { ...(VersionStage && { VersionStage }), ...(VersionId && { VersionId }) };
  const text = await readText(world, { SecretId, ...version });
  return key === '' ? text : pick(text, key);
}

async function readText(world: World, params: Readonly<Record<string, string>>): Promise<string> {
  try {
    const reply = (await world.call('secretsmanager', 'GetSecretValue', params)) as { SecretString?: string };
    return reply.SecretString ?? '';
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(
      `${error.message} (Service: AWSSecretsManager; Status Code: ${error.status}; Error Code: ${error.code})`,
    );
  }
}

function pick(text: string, key: string): string {
  let members: unknown;
  try {
    members = JSON.parse(text);
  } catch {
    throw validationError('Could not parse SecretString JSON');
  }
  if (!isRecord(members) || !Object.hasOwn(members, key))
    throw validationError('Could not find a value associated with JSONKey in SecretString');
  const value = members[key];
  return typeof value === 'object' ? JSON.stringify(value) : asText(value);
}
