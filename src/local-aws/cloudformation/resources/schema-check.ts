import type { Properties, ResourceType } from './resource-type.ts';

/** What is wrong with the properties by their names, in the words of CloudFormation's schema validator; undefined when nothing is. */
export function propertyProblem(type: ResourceType, logicalId: string, properties: Properties): string | undefined {
  const problems = [
    ...(type.required ?? [])
      .filter((name) => !(name in properties))
      .map((name) => `#: required key [${name}] not found`),
    ...Object.keys(properties)
      .filter((name) => !type.properties.includes(name) && type.properties[0] !== '*')
      .map((name) => `#: extraneous key [${name}] is not permitted`),
  ];
  if (problems.length === 0) return undefined;
  return `Properties validation failed for resource ${logicalId} with message:\n${problems.join('\n')}`;
}
