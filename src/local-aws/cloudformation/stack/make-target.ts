import { listOf, stringOf, structuresOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { checkCapabilities } from '../template/capabilities.ts';
import { checkRules } from '../template/check-rules.ts';
import { checkTemplate } from '../template/check-template.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { resolveParameters } from '../template/parameters.ts';
import { keepTemplate, readTemplateBody } from './keep-template.ts';
import { readSsm } from './read-ssm.ts';
import { readTemplateInput } from './read-template-input.ts';
import type { Tag, Target } from './stack-rows.ts';

/** What the request wants the stack to be. Throws ValidationError, InsufficientCapabilitiesException. */
export async function makeTarget(world: World, params: Params, previous?: Target): Promise<Target> {
  const body = await readTemplateInput(world, params, previous && readTemplateBody(world, previous.templateSha256));
  const template = parseTemplate(body);
  checkTemplate(template);
  checkCapabilities(template, listOf(params, 'Capabilities'));
  const parameters = await resolveParameters(template, params, previous?.parameters ?? [], (name) =>
    readSsm(world, name),
  );
  checkRules(template, parameters);
  return { templateSha256: keepTemplate(world, body), parameters, tags: readTags(params) ?? previous?.tags ?? [] };
}

/** Undefined when the request has none: an update keeps those it had. */
function readTags(params: Params): Tag[] | undefined {
  if (!Array.isArray(params['Tags'])) return undefined;
  const tags = structuresOf(params, 'Tags').map((tag) => ({
    Key: stringOf(tag, 'Key') ?? '',
    Value: stringOf(tag, 'Value') ?? '',
  }));
  const reserved = tags.find(({ Key }) => Key.startsWith('aws:'));
  if (reserved) throw validationError(`aws: prefixed tag key names are not allowed for external use.`);
  if (tags.length > 50) throw validationError('Number of tags exceeds resource tag limit.');
  return tags;
}
