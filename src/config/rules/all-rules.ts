import { authorizerRules } from './authorizer-rules.ts';
import { eventRules } from './event-rules.ts';
import { exportRules } from './exported.ts';
import { functionRules } from './function-rules.ts';
import { referenceRules } from './reference-rules.ts';
import { routeRules } from './route-rules.ts';
import type { Rule } from './rule.ts';

export const serviceRules: readonly Rule[] = [
  ...functionRules,
  ...routeRules,
  ...authorizerRules,
  ...exportRules,
  ...eventRules,
  ...referenceRules,
];
