import { asList, asObject, asText, compact, isObject, type Settings } from './draft.ts';
import { raiseRuntime } from './find-entry.ts';

/** Settings that a function of CloudFormation and one of SAM write alike. `layers`: those of the same file, by id. */
export function readFunctionSettings(
  written: Settings,
  layers: ReadonlyMap<string, Settings>,
  note: (text: string) => void,
): Settings {
  const { runtime, note: raised } = raiseRuntime(written['Runtime']);
  if (raised) note(raised);
  const named = asList(written['Layers']).flatMap((layer) => {
    const found = typeof layer === 'string' ? layer : layers.get(asText(asObject(layer)['Ref']));
    if (!found) note(`layer ${JSON.stringify(layer)}: name it by its full ARN`);
    return found ?? [];
  });
  return compact({
    runtime,
    memory: written['MemorySize'],
    timeout: written['Timeout'],
    storage: asObject(written['EphemeralStorage'])['Size'],
    architecture: asList(written['Architectures'])[0],
    environment: asObject(asObject(written['Environment'])['Variables']),
    layers: named,
    vpc: readVpc(written['VpcConfig'], note),
    reservedConcurrency: written['ReservedConcurrentExecutions'],
  });
}

function readVpc(written: unknown, note: (text: string) => void): Settings | undefined {
  if (!isObject(written)) return undefined;
  const [subnets, securityGroups] = [asList(written['SubnetIds']), asList(written['SecurityGroupIds'])];
  if ([...subnets, ...securityGroups].every((id) => typeof id === 'string')) return { subnets, securityGroups };
  note('VpcConfig: write the ids of subnets and security groups, per environment');
  return undefined;
}
