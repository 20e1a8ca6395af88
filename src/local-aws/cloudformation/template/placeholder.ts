// What a resource that may not exist yet will answer for Ref and Fn::GetAtt stands in the drafts as a marked text. It survives
// Join and Sub, so dependencies and changes are read from the drafts themselves, and only from branches that are taken.
const OPEN = '\u0001';
const CLOSE = '\u0002';
const MARK = new RegExp(`${OPEN}([^.${CLOSE}]+)(?:\\.([^${CLOSE}]+))?${CLOSE}`, 'g');

export interface Mark {
  readonly logicalId: string;
  readonly attribute?: string;
}

export function placeholder(logicalId: string, attribute?: string): string {
  return `${OPEN}${logicalId}${attribute === undefined ? '' : `.${attribute}`}${CLOSE}`;
}

export function isMarked(value: unknown): value is string {
  return typeof value === 'string' && value.includes(OPEN);
}

/** JSON whose marks are still marks: JSON writes the two control characters as escapes. */
export function stringifyMarked(value: unknown): string {
  return JSON.stringify(value).replaceAll('\\u0001', OPEN).replaceAll('\\u0002', CLOSE);
}

/** Every mark in a draft. */
export function marksIn(value: unknown): Mark[] {
  if (value === undefined) return [];
  return [...stringifyMarked(value).matchAll(MARK)].map(([, logicalId, attribute]) => ({
    logicalId: logicalId as string,
    ...(attribute !== undefined && { attribute }),
  }));
}

export function resourcesIn(value: unknown): Set<string> {
  return new Set(marksIn(value).map(({ logicalId }) => logicalId));
}

/** The draft as people may read it: `{{changeSet:KNOWN_AFTER_APPLY}}`, as AWS shows such values in a change set. */
export function maskMarks(text: string): string {
  return text.replace(MARK, '{{changeSet:KNOWN_AFTER_APPLY}}');
}
