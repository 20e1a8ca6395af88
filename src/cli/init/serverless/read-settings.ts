import { asList, asObject, compact, fromEnvironment, isObject, type Settings } from '../draft.ts';
import { isUnresolved } from './resolve-variables.ts';

/** Settings that provider and functions share. `note` is told what stays behind. */
export function readSettings(written: Settings, note: (text: string) => void): Settings {
  const number = (key: string): number | undefined => {
    const value = written[key];
    return value === undefined || isUnresolved(value) ? undefined : Number(value);
  };
  return compact({
    memory: number('memorySize'),
    timeout: number('timeout'),
    storage: number('ephemeralStorageSize'),
    architecture: isUnresolved(written['architecture']) ? undefined : written['architecture'],
    environment: readVariables(asObject(written['environment']), note),
    layers: readLayers(written['layers'], note),
    vpc: readVpc(written['vpc'], note),
    reservedConcurrency: number('reservedConcurrency'),
    provisionedConcurrency: number('provisionedConcurrency'),
    logRetention: number('logRetentionInDays'),
  });
}

function readVariables(variables: Settings, note: (text: string) => void): Settings {
  const entries = Object.entries(variables).flatMap(([name, value]): (readonly [string, unknown])[] => {
    if (value === null || value === undefined) return [];
    if (!isUnresolved(value)) return [[name, value]];
    note(`variable ${name} (${value.$unresolved}): it is read from the environment of the deploy instead`);
    return [[name, fromEnvironment(name)]];
  });
  return Object.fromEntries(entries);
}

function readLayers(layers: unknown, note: (text: string) => void): readonly unknown[] {
  return asList(layers).filter((layer) => {
    const isArn = typeof layer === 'string' && /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:layer:[\w-]+:\d+$/.test(layer);
    if (!isArn)
      note(`layer ${JSON.stringify(layer)}: name it by its full ARN, or by { name, path } when its files lie here`);
    return isArn;
  });
}

function readVpc(vpc: unknown, note: (text: string) => void): Settings | undefined {
  if (!isObject(vpc)) return undefined;
  const [subnets, securityGroups] = [asList(vpc['subnetIds']), asList(vpc['securityGroupIds'])];
  const isPlain = [...subnets, ...securityGroups].every(
    (id) => typeof id === 'string' && /^(subnet|sg)-[0-9a-f]+$/.test(id),
  );
  if (isPlain && subnets.length > 0 && securityGroups.length > 0) return { subnets, securityGroups };
  note('vpc: write the ids of subnets and security groups, per environment');
  return undefined;
}

/** Statements as IAM writes them; what ship does not take is told. */
export function readStatements(statements: unknown, note: (text: string) => void): readonly Settings[] {
  return asList(statements).flatMap((one): Settings[] => {
    const { Effect = 'Allow', Action, Resource, Condition } = asObject(one);
    const isComplete = Action !== undefined && Resource !== undefined && !JSON.stringify(one).includes('$unresolved');
    if (isComplete) return [compact({ Effect: Effect === 'Allow' ? undefined : Effect, Action, Resource, Condition })];
    const unread = /"\$unresolved":("[^"]*")/.exec(JSON.stringify(one))?.[1];
    const what = JSON.stringify(isUnresolved(one) ? one.$unresolved : (Action ?? one)).slice(0, 60);
    note(
      `a permission (${what}): ${unread ? `${unread} is only known to the other tool; ` : ''}write it with Action and Resource`,
    );
    return [];
  });
}
