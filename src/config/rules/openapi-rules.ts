import { isPlainObject, memberOf } from '../check/prune.ts';
import { openApiMethods } from '../normalise/make-own-openapi.ts';
import { type Rule, servicePath } from './rule.ts';

const fileIsOpenApi: Rule = (context) => {
  const { openApi } = context;
  if (openApi === undefined) return [];
  const path = [...servicePath(context), 'openapi'];
  if ('problem' in openApi) return [{ path, message: `cannot be read: ${openApi.problem}` }];
  const version = String(memberOf(openApi.document, 'openapi') ?? memberOf(openApi.document, 'swagger'));
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
  if (!version.startsWith('3.0'))
    return [{ path, message: 'must be OpenAPI 3.0, which is what API Gateway takes', got: version }];
  const elsewhere = references(openApi.document).find((reference) => !reference.startsWith('#/'));
  if (elsewhere === undefined) return [];
  return [{ path, message: 'must be one file: references to others are not followed', got: `"${elsewhere}"` }];
};

/** A document that tells of routes which do not exist is worse than none. */
const operationsHaveRoutes: Rule = (context) => {
  const { openApi, service } = context;
  if (openApi === undefined || 'problem' in openApi) return [];
  const routed = new Set(service.routes.map(({ key }) => key.replaceAll('+}', '}')));
  return operationKeys(openApi.document)
    .filter((key) => !routed.has(key))
    .map((key) => ({
      path: [...servicePath(context), 'openapi'],
      message: `describes ${key}, which is no route; it is left out`,
      isWarning: true,
    }));
};

function operationKeys(document: unknown): readonly string[] {
  const paths = memberOf(document, 'paths');
  return Object.entries(isPlainObject(paths) ? paths : {}).flatMap(([path, item]) =>
    openApiMethods
      .filter((method) => isPlainObject(memberOf(item, method)))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : references(member),
  );
}

export const openApiRules: readonly Rule[] = [fileIsOpenApi, operationsHaveRoutes];
