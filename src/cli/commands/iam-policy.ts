import { policyPurposes } from '../../template/iam-policy/grant.ts';
import type { CommandDeclaration } from '../command/declaration.ts';

export const iamPolicyCommand: CommandDeclaration = {
  name: 'iam-policy',
  summary: 'Print the least-privilege IAM policy for what ship does',
  details:
    'Reads the config only and contacts nothing. CloudFormation works with the rights of who calls it: what the foundation needs is allowed to it alone.',
  arguments: [{ name: '[service]', summary: 'name from services.config.*; none: all of them' }],
  options: [
    {
      flags: '--for <purpose>',
      summary: 'deploy (default), promote from there, rollback only, read-only status, prune or destroy',
      choices: policyPurposes,
    },
    { flags: '--api <id>', summary: "narrow it to the one service's HTTP API, once there is one" },
  ],
  examples: [
    { command: 'ship iam-policy --env production', does: 'for the role that CI deploys with' },
    { command: 'ship iam-policy orders --env production --for rollback', does: 'for whoever is on call' },
  ],
  load: async () => (await import('./iam-policy/run-iam-policy.ts')).runIamPolicy,
};
