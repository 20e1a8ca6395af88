import { authorizerRules } from './authorizer-rules.ts';
import { eventRules } from './event-rules.ts';
import { exportRules } from './exported.ts';
import { functionRules } from './function-rules.ts';
import { openApiRules } from './openapi-rules.ts';
import { referenceRules } from './reference-rules.ts';
import { routeRules } from './route-rules.ts';
import type { Rule } from './rule.ts';
import { sourceRules } from './source-rules.ts';
import { strategyRules } from './strategy-rules.ts';
import { templateRules } from './template-rules.ts';

export const serviceRules: readonly Rule[] = [
  ...functionRules,
  ...routeRules,
  ...openApiRules,
  ...authorizerRules,
  ...exportRules,
  ...eventRules,
  ...sourceRules,
  ...referenceRules,
  ...strategyRules,
  ...templateRules,
];
