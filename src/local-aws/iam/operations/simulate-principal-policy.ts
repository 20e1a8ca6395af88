import type { Operation } from '../../kernel/operation.ts';
import { listOf } from '../../kernel/members.ts';
import { decide } from '../evaluate.ts';
import { noSuchRole } from '../iam-error.ts';
import { roles } from '../iam-rows.ts';
import { page, required } from '../read-params.ts';
import { roleStatements } from '../role-statements.ts';

export const simulatePrincipalPolicy: Operation = {
  name: 'SimulatePrincipalPolicy',
  writes: false,
  handle: (params, { store }) => {
    const arn = required(params, 'PolicySourceArn');
    const role = roles(store).get(arn.slice(arn.lastIndexOf('/') + 1));
    if (!role || role.arn !== arn) throw noSuchRole(arn);
    const statements = roleStatements(store, role);
    const resources = listOf(params, 'ResourceArns');
    const results = listOf(params, 'ActionNames').flatMap((action) =>
      (resources.length > 0 ? resources : ['*']).map((resource) => ({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decide(statements, action, resource),
        MatchedStatements: [],
        MissingContextValues: [],
      })),
    );
    const { items, more } = page(results, params);
    return { body: { EvaluationResults: items, ...more } };
  },
};
