import { digestOf } from '../model/digest.ts';
import type { OpenApiDocument } from './openapi.ts';

/**
 * First 16 hex digits over the routes, integrations, authorizers and CORS of an OpenAPI document, without what differs
 * from release to release: its number, its marks, and the function versions.
 */
export function routesDigest(document: OpenApiDocument): string {
  return digestOf({ ...document, info: { title: document.info.title }, components: forget(document.components) });
}

function forget(value: unknown): unknown {
  if (typeof value === 'string') return withoutVersion(value);
  if (Array.isArray(value)) return value.map(forget);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => key !== 'requestParameters' && key !== 'responseParameters');
  return Object.fromEntries(members.map(([key, member]) => [key, forget(member)]));
}

function withoutVersion(uri: string): string {
  return uri.replace(/(:function:[^:/]+):\d+(\/invocations)$/, '$1$2');
}
