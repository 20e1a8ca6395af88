import { aConfig, mistakesOf, serviceOf, type Written } from './check-written.ts';

const resources = { Table: { Type: 'AWS::DynamoDB::Table' }, Bus: { Type: 'AWS::Events::EventBus' } };

const withVariable = (value: unknown, more: Written = {}): readonly string[] =>
  mistakesOf(aConfig({ main: { entry: 'src/main.ts', environment: { VALUE: value } }, resources, ...more }));

test.each<[string, unknown]>([
  ['Ref', { Ref: 'Tabel' }],
  ['GetAtt', { 'Fn::GetAtt': ['Tabel', 'Arn'] }],
  ['GetAtt as text', { 'Fn::GetAtt': 'Tabel.Arn' }],
  ['Sub', { 'Fn::Sub': 'x-${Tabel.Arn}-${Table}' }],
  ['Sub with variables', { 'Fn::Sub': ['${A}-${Tabel}', { A: 'a' }] }],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Tabel' }]] }],
])('%s of what is not in the template is a mistake, before anything is contacted', (_name, value) => {
  expect(withVariable(value)).toEqual([
    expect.stringMatching(
      /^services\.orders\.main\.environment\.VALUE\S*: refers to nothing in the template of orders \(did you mean "Table"\?\)/,
    ),
  ]);
});

test.each([
  [
    'Tabel',
    ['services.orders.resources.Log.DependsOn: refers to nothing in the template of orders (did you mean "Table"?)'],
  ],
  [
    ['Table', 'RoleMain', 'Gone'],
    ['services.orders.resources.Log.DependsOn: refers to nothing in the template of orders'],
  ],
  ['Table', []],
])('DependsOn of %j is looked up too', (DependsOn, expected) => {
  const Log = { Type: 'AWS::Logs::LogGroup', DependsOn };
  expect(mistakesOf(aConfig({ main: { entry: 'src/main.ts' }, resources: { ...resources, Log } }))).toEqual(
    expected.map((text) => expect.stringContaining(text)),
  );
});

test.each<[string, unknown]>([
  ['an own resource', { Ref: 'Table' }],
  ['what AWS says of the place', { 'Fn::Sub': '${AWS::Region}-${!Literal}-${AWS::StackName}' }],
  ['what ship makes', { 'Fn::GetAtt': ['RoleMain', 'Arn'] }],
  ['an export of another stack', { 'Fn::ImportValue': 'network-vpc' }],
])('%s may be referred to', (_name, value) => {
  expect(withVariable(value)).toEqual([]);
});

test('every place of a template is looked at, at once', () => {
  const found = mistakesOf(
    aConfig(
      {
        main: {
          entry: 'src/main.ts',
          policies: [{ Action: 's3:GetObject', Resource: { 'Fn::Sub': '${Files.Arn}/*' } }],
          events: [{ type: 'topic', name: 'news', arn: { Ref: 'News' } }],
        },
        defaults: { policies: [{ readTable: { Ref: 'Orders' } }] },
        resources: { Topic: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Gone' } } } },
        watch: { notify: { Ref: 'Pager' } },
      },
      {
        defaults: { environment: { HOST: { Ref: 'Host' } } },
        environments: {
          local: { services: { orders: { functions: { main: { environment: { PORT: { Ref: 'P' } } } } } } },
        },
      },
    ),
  );
  expect(found.map((mistake) => mistake.replace(/: refers to.*/, '')).toSorted()).toEqual([
    'defaults.environment.HOST',
    'environments.local.services.orders.functions.main.environment.PORT',
    'services.orders.defaults.policies[0].readTable',
    'services.orders.main.events[0].arn',
    'services.orders.main.policies[0].Resource',
    'services.orders.resources.Topic.Properties.TopicArn',
    'services.orders.watch.notify',
  ]);
});

test('a short form names a resource of its kind, by its id or by Ref', () => {
  const policies = [{ readTable: 'Bus' }, { putEvents: { Ref: 'Table' } }];
  expect(mistakesOf(aConfig({ main: { entry: 'a.ts', policies }, resources }))).toEqual([
    'services.orders.main.policies[0].readTable: is AWS::Events::EventBus, not a table',
    'services.orders.main.policies[1].putEvents: is AWS::DynamoDB::Table, not a bus',
  ]);
  const custom = { Bus: { Type: 'Custom::Bus' } };
  expect(mistakesOf(aConfig({ main: { entry: 'a.ts', policies: [{ putEvents: 'Bus' }] }, resources: custom }))).toEqual(
    [],
  );
});

test.each<[Written, unknown]>([
  [{ putEvents: { Ref: 'Bus' } }, { 'Fn::GetAtt': ['Bus', 'Arn'] }],
  [{ putEvents: { 'Fn::GetAtt': ['Bus', 'Arn'] } }, { 'Fn::GetAtt': ['Bus', 'Arn'] }],
  [{ readParameter: 'Plain' }, { 'Fn::Sub': expect.stringMatching(/:ssm:.*:parameter\/\$\{Plain\}$/) }],
  [{ readParameter: 'Rooted' }, { 'Fn::Sub': expect.stringMatching(/:ssm:.*:parameter\$\{Rooted\}$/) }],
])('%j asks for an ARN, which Ref of these does not give', (policy, expected) => {
  const parameter = (Name: string): Written => ({ Type: 'AWS::SSM::Parameter', Properties: { Name } });
  const all = { ...resources, Plain: parameter('plain'), Rooted: parameter('/a/b') };
  const [found] = serviceOf(aConfig({ main: { entry: 'a.ts', policies: [policy] }, resources: all })).functions[0]
    ?.policies ?? [{ kind: 'managed', arn: '' }];
  expect(found).toMatchObject({ kind: 'statement', statement: { Resource: expected } });
});

test('twenty-six services, each of which needs all before it, are looked through at once', () => {
  const names = Array.from({ length: 26 }, (_, index) => `service-${10 + index}`);
  const services = names.map((name, index) => {
    const imports = names.slice(0, index).map((other) => [`IMPORT_${other.replace('-', '_')}`, `${other}.main`]);
    return [name, { main: 'a.ts', exports: { main: 'main' }, imports: Object.fromEntries(imports) }];
  });
  expect(mistakesOf({ services: Object.fromEntries(services) })).toEqual([]);
});
