import { liveAlias } from '../../model/release.ts';
import type { Import } from '../../model/service.ts';
import type { ServiceInput } from './function-input.ts';
import type { Settings } from './merge-settings.ts';

export function makeImports(
  written: NonNullable<ServiceInput['imports']>,
  lambdaNameOf: (service: string, exportName: string) => string,
): readonly Import[] {
  return Object.entries(written).map(([variable, reference]) => {
    const [service = '', exported = ''] = reference.split('.');
    return { variable, service, export: exported, lambdaName: lambdaNameOf(service, exported) };
  });
}

/** What imports mean for every function of the service: where to call, and that it may. */
export function importSettings(imports: readonly Import[]): Settings {
  const arns = imports.map((one) => [one.variable, { 'Fn::Sub': liveArn(one.lambdaName) }] as const);
  const policies = arns.map(([, Resource]) => ({ Action: 'lambda:InvokeFunction', Resource }));
  return { environment: Object.fromEntries(arns), policies };
}

// The alias is another stack's and need not exist yet: neither variables nor policies look whether it does.
function liveArn(lambdaName: string): string {
  return `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${lambdaName}:${liveAlias}`;
}
