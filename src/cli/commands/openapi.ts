import type { CommandDeclaration } from '../command/declaration.ts';

export const openApiCommand: CommandDeclaration = {
  name: 'openapi',
  summary: "Print a service's routes as OpenAPI, for the people who call them",
  details: 'Routes, authorizers and what your own OpenAPI file says, without a word of AWS. Nothing is contacted.',
  arguments: [{ name: '[service]', summary: 'a name from services.config.*; with one service that one' }],
  options: [
    { flags: '-o, --out <file>', summary: 'write it there; .yaml and .yml become YAML' },
    { flags: '--url <url>', summary: 'where the API answers' },
  ],
  examples: [
    { command: 'ship openapi orders --out docs/orders.yaml', does: 'for a documentation site' },
    { command: 'ship openapi orders --url https://api.example.com', does: 'with its address' },
  ],
  load: async () => (await import('./openapi/run-openapi.ts')).runOpenApi,
};
