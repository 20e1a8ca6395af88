// The phonebook of many tutorials: plain JavaScript, written for REST APIs, so its events stay in payload format 1.0.
const entry = { name: 'Ada', phone: '+44 20 7946 0018' };

export default {
  services: {
    phonebook: {
      root: '.',
      payload: '1.0',
      main: {
        entry: 'src/phonebook.js',
        environment: { TABLE: { Ref: 'Entries' } },
        policies: [{ writeTable: 'Entries' }],
      },
      resources: {
        Entries: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            BillingMode: 'PAY_PER_REQUEST',
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          },
        },
      },
      cors: true,
      routes: {
        'GET /entries': 'main',
        'POST /entries': 'main',
        'GET /entries/{id}': 'main',
        'PUT /entries/{id}': 'main',
        'DELETE /entries/{id}': 'main',
      },
      smoke: [
        { request: 'PUT /entries/smoke-test', body: entry, expect: { json: { id: 'smoke-test', ...entry } } },
        { request: 'GET /entries/smoke-test', expect: { json: entry } },
        { request: 'GET /entries?name=ada', expect: { headers: { 'content-type': '/json/' } } },
        { request: 'DELETE /entries/smoke-test', expect: { status: 204 } },
        { request: 'GET /entries/smoke-test', name: 'what is deleted is gone', expect: { status: 404 } },
      ],
    },
  },
};
