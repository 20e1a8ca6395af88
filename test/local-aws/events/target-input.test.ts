import { targetInput } from '../../../src/local-aws/events/target-input.ts';

const event = { source: 'shop', detail: { id: 7, name: 'a "b"', list: [1, 2] } };
const facts = { event, ruleArn: 'arn:rule', ruleName: 'r', ingestionTime: '2026-11-21T00:00:00.000Z' };
const input = (options: object): string => targetInput({ Id: 'x', Arn: 'y', ...options }, facts);

test('without options the target gets the whole event', () => {
  expect(JSON.parse(input({}))).toEqual(event);
});

test('a constant, and a part of the event', () => {
  expect(input({ Input: '{"a":1}' })).toBe('{"a":1}');
  expect(input({ InputPath: '$.detail.list[1]' })).toBe('2');
});

const InputPathsMap = { id: '$.detail.id', name: '$.detail.name', list: '$.detail.list', none: '$.detail.none' };
const templates: readonly (readonly [template: string, made: unknown])[] = [
  ['{"id": <id>, "name": <name>, "list": <list>}', { id: 7, name: 'a "b"', list: [1, 2] }],
  ['{"text": "order <id> of <name>"}', { text: 'order 7 of a "b"' }],
  ['"order <id>"', 'order 7'],
  ['{"none": "<none>", "rule": "<aws.events.rule-name>"}', { none: '', rule: 'r' }],
  ['{"event": <aws.events.event.json>}', { event }],
];
test.each(templates)('the template %s is filled', (InputTemplate, made) => {
  expect(JSON.parse(input({ InputTransformer: { InputPathsMap, InputTemplate } }))).toEqual(made);
});
