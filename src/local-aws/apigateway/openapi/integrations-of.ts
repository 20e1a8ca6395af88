import type { IntegrationRow } from '../rows.ts';
import { objectOf, textOf, type JsonObject } from './json.ts';
import type { Notes } from './notes.ts';
import { readIntegration } from './read-integration.ts';

const SHARED = '#/components/x-amazon-apigateway-integrations/';

/** The integrations of a document: one for each inline definition, one for all that refer to the same component. */
export interface Integrations {
  readonly rows: () => IntegrationRow[];
  /** `integrations/{id}` for an operation, undefined when it has none or none that could be made. */
  readonly targetOf: (operation: JsonObject, routeKey: string) => string | undefined;
}

export function collectIntegrations(apiId: string, document: JsonObject, notes: Notes): Integrations {
  const components = objectOf(objectOf(document['components'])['x-amazon-apigateway-integrations']);
  const inline: IntegrationRow[] = [];
  const shared = new Map<string, IntegrationRow | undefined>();

  const readShared = (name: string, routeKey: string): IntegrationRow | undefined => {
    if (!(name in components)) {
      notes.warnings.push(
        `Unable to resolve integration reference '${SHARED}${name}' at path '${routeKey}'. Ignoring.`,
      );
      return undefined;
    }
    if (!shared.has(name)) shared.set(name, readIntegration(apiId, objectOf(components[name]), { routeKey, notes }));
    return shared.get(name);
  };

  const readInline = (extension: JsonObject, routeKey: string): IntegrationRow | undefined => {
    const row = readIntegration(apiId, extension, { routeKey, notes });
    if (row) inline.push(row);
    return row;
  };

  return {
    rows: () => [...[...shared.values()].filter((row) => row !== undefined), ...inline],
    targetOf: (operation, routeKey) => {
      const extension = operation['x-amazon-apigateway-integration'];
      if (extension === undefined) return undefined;
      const reference = textOf(objectOf(extension)['$ref']);
      const row = reference
        ? readShared(reference.replace(SHARED, ''), routeKey)
        : readInline(objectOf(extension), routeKey);
      return row && `integrations/${row.integrationId}`;
    },
  };
}
