import { renderIamPolicy } from '../../src/template/iam-policy/render-iam-policy.ts';
import { aRoute, aService } from './services.ts';

const routes = [aRoute('GET /orders')];
const Rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)' } };

const readable = (change: Parameters<typeof aService>[0]): readonly string[] =>
  renderIamPolicy([aService({ routes, ...change })], 'status').Statement.flatMap(({ Action }) =>
    [Action].flat().filter((action) => action.startsWith('events:')),
  );

test('ship drift may read rules that are among the own resources, and is given nothing where there are none', () => {
  expect(readable({ resources: { Rule } })).toEqual(['events:DescribeRule', 'events:ListTargetsByRule']);
  expect(readable({})).toEqual([]);
});
