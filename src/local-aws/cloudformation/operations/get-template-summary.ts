import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findStack } from '../stack/find-stack.ts';
import { readTemplateBody } from '../stack/keep-template.ts';
import { readTemplateInput } from '../stack/read-template-input.ts';
import { isTrue } from '../stack/describe-stack.ts';
import { neededCapability } from '../template/capabilities.ts';
import { checkTemplate } from '../template/check-template.ts';
import { parseTemplate } from '../template/parse-template.ts';
import type { ParameterDeclaration } from '../template/template.ts';

export const getTemplateSummary: Operation = {
  name: 'GetTemplateSummary',
  writes: false,
  handle: async (params, world) => {
    const template = parseTemplate(await bodyOf(params, world));
    checkTemplate(template);
    const needed = neededCapability(template);
    return {
      body: {
        Parameters: Object.entries(template.Parameters ?? {}).map(([key, declaration]) => describe(key, declaration)),
        ...(template.Description !== undefined && { Description: template.Description }),
        ...(needed && { Capabilities: [needed.capability], CapabilitiesReason: needed.reason }),
        ResourceTypes: [...new Set(Object.values(template.Resources).map(({ Type }) => Type))],
        ...(template.AWSTemplateFormatVersion !== undefined && { Version: template.AWSTemplateFormatVersion }),
        ...(template.Metadata !== undefined && { Metadata: JSON.stringify(template.Metadata) }),
      },
    };
  },
};

async function bodyOf(params: Params, world: World): Promise<string> {
  if (!stringOf(params, 'StackName')) return readTemplateInput(world, params);
  return readTemplateBody(world, findStack(world, params).target.templateSha256);
}

function describe(key: string, declaration: ParameterDeclaration): unknown {
  return {
    ParameterKey: key,
    ...(declaration.Default !== undefined && { DefaultValue: String(declaration.Default) }),
    ParameterType: declaration.Type,
    NoEcho: isTrue(declaration.NoEcho),
    ...(declaration.Description !== undefined && { Description: declaration.Description }),
    ParameterConstraints: declaration.AllowedValues ? { AllowedValues: declaration.AllowedValues.map(String) } : {},
  };
}
