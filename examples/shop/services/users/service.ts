import type { ServiceConfig } from 'ship';

const ada = { name: 'Ada', mail: 'ada@example.com' };

export const users: ServiceConfig = {
  description: 'Knows people.',
  main: 'src/main.ts',
  functions: { find: 'src/find.ts' },
  defaults: { environment: { USERS_BUCKET: { Ref: 'Users' } }, policies: [{ writeBucket: 'Users' }] },
  resources: { Users: { Type: 'AWS::S3::Bucket' } },
  routes: { 'GET /users/{id}': 'main', 'PUT /users/{id}': 'main' },
  // Called by other services directly, not over HTTP.
  exports: { find: 'find' },
  smoke: [
    { request: 'PUT /users/ada', body: ada, expect: { json: ada } },
    { request: 'GET /users/ada', expect: { json: ada } },
    { invoke: 'find', event: { id: 'nobody' }, result: { found: false } },
  ],
};
