import { notImplemented } from '../../kernel/aws-error.ts';
import { validationError } from '../cloudformation-error.ts';
import { checkTypes, hasAttribute } from '../resources/registry.ts';
import { asText } from './as-text.ts';
import { isPseudoParameter } from './pseudo-parameters.ts';
import { referencesIn, type References } from './references.ts';
import { isRecord, type Template } from './template.ts';

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Transform',
  'Parameters',
  'Mappings',
  'Conditions',
  'Rules',
  'Hooks',
  'Resources',
  'Outputs',
];
const RESOURCE_MEMBERS = [
  'Type',
  'Properties',
  'Condition',
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
  'CreationPolicy',
  'UpdatePolicy',
  // Of custom resources; osls and serverless write it. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
  'Version',
];

/** What CloudFormation says about a template before anything is made. Throws ValidationError; NotImplemented for transforms. */
export function checkTemplate(template: Template): void {
  checkSections(template);
  checkResources(template);
  checkTypes(Object.values(template.Resources));
  checkReferences(template);
}

function checkSections(template: Template): void {
  // First: a transform may bring sections of its own, as SAM does with Globals.
  const transforms = [template.Transform ?? []].flat();
  if (transforms.length > 0) {
    throw notImplemented('cloudformation', `the transform ${transforms.join(', ')} (send the processed template)`);
  }
  if (hasTransform(template)) throw notImplemented('cloudformation', 'Fn::Transform (send the processed template)');
  checkVersion(template.AWSTemplateFormatVersion);
  const unknown = Object.keys(template).filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0) throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  if (!isRecord(template.Resources) || Object.keys(template.Resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
}

/** A macro may stand anywhere and make anything of what is around it. */
function hasTransform(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasTransform);
  return (
    isRecord(value) && Object.entries(value).some(([name, each]) => name === 'Fn::Transform' || hasTransform(each))
  );
}

function checkVersion(version: unknown): void {
  if (version === undefined || version === '2010-09-09') return;
  throw validationError(
    `Template format error: ${asText(version)} is not a supported value for AWSTemplateFormatVersion.`,
  );
}

function checkResources(template: Template): void {
  const { length } = Object.keys(template.Resources);
  if (length > 500) {
    throw validationError(
      `Template format error: Number of resources, ${length}, is greater than maximum allowed, 500`,
    );
  }
  for (const [id, resource] of Object.entries(template.Resources)) {
    if (!/^[a-zA-Z0-9]+$/.test(id))
      throw validationError(`Template format error: Resource name ${id} is non alphanumeric.`);
    if (!isRecord(resource))
      throw validationError(`Template format error: [/Resources/${id}] Resource definition is malformed`);
    if (typeof resource['Type'] !== 'string') {
      throw validationError(
        `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
      );
    }
    const unknown = Object.keys(resource).filter((name) => !RESOURCE_MEMBERS.includes(name));
    if (unknown.length > 0) throw validationError(`Invalid template resource property '${unknown[0] as string}'`);
    refuseNull(resource['Properties'], `/Resources/${id}/Properties`);
  }
}

function refuseNull(value: unknown, path: string): void {
  if (value === null)
    throw validationError(`Template format error: [${path}] 'null' values are not allowed in templates`);
  if (Array.isArray(value)) value.forEach((item, index) => refuseNull(item, `${path}/${index}`));
  else if (isRecord(value)) for (const [name, member] of Object.entries(value)) refuseNull(member, `${path}/${name}`);
}

function checkReferences(template: Template): void {
  for (const resource of Object.values(template.Resources)) {
    const found = referencesIn(resource.Properties);
    for (const id of [resource.DependsOn ?? []].flat()) found.refs.add(id);
    if (resource.Condition) found.conditions.add(resource.Condition);
    checkNames(template, found, 'Resources');
  }
  for (const output of Object.values(template.Outputs ?? {})) {
    const found = referencesIn([output.Value, output.Export]);
    if (output.Condition) found.conditions.add(output.Condition);
    checkNames(template, found, 'Outputs');
  }
}

function checkNames(template: Template, found: References, block: 'Resources' | 'Outputs'): void {
  const isKnown = (name: string): boolean =>
    isPseudoParameter(name) || name in template.Resources || name in (template.Parameters ?? {});
  const unresolved = [...found.refs].filter((name) => !isKnown(name));
  if (unresolved.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${unresolved.join(', ')}] in the ${block} block of the template`,
    );
  }
  for (const get of found.gets) checkGet(template, get);
  const condition = [...found.conditions].find((name) => !(name in (template.Conditions ?? {})));
  if (condition !== undefined) {
    throw validationError(
      `Template format error: Unresolved condition dependency ${condition} in the ${block} block of the template`,
    );
  }
}

function checkGet(template: Template, get: string): void {
  const at = get.indexOf('.');
  const [id, attribute] = [get.slice(0, at), get.slice(at + 1)];
  const resource = template.Resources[id];
  if (!resource) throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${id}`);
  if (attribute === '' || hasAttribute(resource.Type, attribute)) return;
  throw validationError(`Template error: resource ${id} does not support attribute type ${attribute} in Fn::GetAtt`);
}
