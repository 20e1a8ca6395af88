import { integer, oneOf, string } from './shape.ts';

/** Patterns of Lambda's API model (2026-05), as AWS prints them in its answers. */
const functionPattern = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?`;
const namespacedPattern = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`;
const unqualifiedPattern = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)`;
const taggablePattern = String.raw`arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)`;

export const functionName = string({ min: 1, max: 140, pattern: functionPattern });
export const namespacedFunctionName = string({ min: 1, max: 256, pattern: namespacedPattern });
export const unqualifiedFunctionName = string({ min: 1, max: 140, pattern: unqualifiedPattern });
export const qualifier = string({
  min: 1,
  max: 128,
  pattern: String.raw`\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+`,
});
export const provisionedQualifier = string({ min: 1, max: 128, pattern: '(|[a-zA-Z0-9$_-]+)' });
export const urlQualifier = string({ min: 1, max: 128, pattern: String.raw`((?!^\d+$)^[0-9a-zA-Z-_]+$)` });
export const functionVersion = string({ min: 1, max: 1024, pattern: String.raw`(\$LATEST(\.PUBLISHED)?|[0-9]+)` });
export const aliasName = string({ min: 1, max: 128, pattern: '(?!^[0-9]+$)([a-zA-Z0-9-_]+)' });
export const description = string({ max: 256 });
export const text = string();
export const roleArn = string({
  pattern: String.raw`arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`,
});
export const serviceArn = string({
  pattern: String.raw`arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)`,
});
export const anyArn = string({ pattern: String.raw`(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()` });
export const destinationArn = string({
  max: 350,
  pattern: String.raw`$|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)`,
});
export const taggableResource = string({ min: 1, max: 256, pattern: taggablePattern });
export const layerName = string({
  min: 1,
  max: 140,
  pattern: String.raw`(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+`,
});
export const layerVersionArn = string({
  min: 1,
  max: 140,
  pattern: String.raw`arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+`,
});
export const codeSigningConfigArn = string({
  max: 200,
  pattern: String.raw`arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\d{1}:\d{12}:code-signing-config:csc-[a-z0-9]{17}`,
});
export const statementId = string({ min: 1, max: 100, pattern: '([a-zA-Z0-9-_]+)' });
export const namespacedStatementId = string({ min: 1, max: 100, pattern: '([a-zA-Z0-9-_.]+)' });
export const architecture = oneOf('x86_64', 'arm64');
export const s3Bucket = string({ min: 3, max: 63, pattern: String.raw`[0-9A-Za-z\.\-_]*(?<!\.)` });
export const s3Key = string({ min: 1, max: 1024 });
export const maxItems = integer({ min: 1, max: 10_000 });
export const maxItemsUpTo50 = integer({ min: 1, max: 50 });
