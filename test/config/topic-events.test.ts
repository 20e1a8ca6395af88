import { aConfig, mistakesOf, serviceOf } from './check-written.ts';

const news = { type: 'topic', name: 'news' };

test('a topic event is of an own topic unless it names one', () => {
  const events = [news, { ...news, name: 'world', arn: { Ref: 'World' }, filter: { a: ['b'] }, filterScope: 'body' }];
  const resources = { World: { Type: 'AWS::SNS::Topic' } };
  const service = serviceOf(aConfig({ main: { entry: 'a.ts', events }, resources }));
  expect(service.functions[0]?.events).toEqual([
    { kind: 'topic', name: 'news', filterScope: 'attributes' },
    { kind: 'topic', name: 'world', arn: { Ref: 'World' }, filter: { a: ['b'] }, filterScope: 'body' },
  ]);
});

test('an own topic may be published to by its name, another name is unknown', () => {
  const main = { entry: 'a.ts', events: [news], policies: [{ publishToTopic: 'news' }] };
  const service = serviceOf(aConfig({ main }));
  expect(service.functions[0]?.policies).toMatchObject([{ statement: { Resource: { Ref: 'TopicNews' } } }]);
  expect(mistakesOf(aConfig({ main: { ...main, policies: [{ publishToTopic: 'new' }] } }))).toEqual([
    expect.stringMatching(/publishToTopic: names neither one of resources nor an ARN/),
  ]);
});
