import type { Operation } from '../../kernel/operation.ts';
import { readTemplateInput } from '../stack/read-template-input.ts';
import { isTrue } from '../stack/describe-stack.ts';
import { neededCapability } from '../template/capabilities.ts';
import { checkTemplate } from '../template/check-template.ts';
import { parseTemplate } from '../template/parse-template.ts';

export const validateTemplate: Operation = {
  name: 'ValidateTemplate',
  writes: false,
  handle: async (params, world) => {
    const template = parseTemplate(await readTemplateInput(world, params));
    checkTemplate(template);
    const needed = neededCapability(template);
    const Parameters = Object.entries(template.Parameters ?? {}).map(([ParameterKey, declaration]) => ({
      ParameterKey,
      ...(declaration.Default !== undefined && { DefaultValue: String(declaration.Default) }),
      NoEcho: isTrue(declaration.NoEcho),
      ...(declaration.Description !== undefined && { Description: declaration.Description }),
    }));
    return {
      body: {
        Parameters,
        ...(template.Description !== undefined && { Description: template.Description }),
        ...(needed && { Capabilities: [needed.capability], CapabilitiesReason: needed.reason }),
      },
    };
  },
};
