import { AwsError } from '../../kernel/aws-error.ts';
import { isRecord, type Template } from './template.ts';

/** IAM types, and the property that gives one a name of its own. */
const IAM_TYPES: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

export interface NeededCapability {
  readonly capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';
  readonly reason: string;
}

export function neededCapability(template: Template): NeededCapability | undefined {
  const resources = Object.values(template.Resources).filter(({ Type }) => Type in IAM_TYPES);
  if (resources.length === 0) return undefined;
  const isNamed = resources.some(({ Type, Properties }) => {
    const name = IAM_TYPES[Type];
    return name !== undefined && isRecord(Properties) && name in Properties;
  });
  const types = [...new Set(resources.map(({ Type }) => Type))];
  return {
    capability: isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    reason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}

/** CAPABILITY_NAMED_IAM covers CAPABILITY_IAM. Throws InsufficientCapabilitiesException. */
export function checkCapabilities(template: Template, given: readonly string[]): void {
  const needed = neededCapability(template);
  if (!needed || given.includes(needed.capability) || given.includes('CAPABILITY_NAMED_IAM')) return;
  throw new AwsError('InsufficientCapabilitiesException', 400, `Requires capabilities : [${needed.capability}]`);
}
