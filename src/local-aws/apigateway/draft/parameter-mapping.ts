import { badRequest } from '../errors.ts';
import type { Texts } from '../rows.ts';

const REQUEST_KEY = /^(?:(?:append|overwrite|remove):(?:header|querystring)\.(.+)|overwrite:path)$/;
const RESPONSE_KEY = /^(?:(?:append|overwrite|remove):header\.(.+)|overwrite:statuscode)$/;

/** http-api-parameter-mapping, "Reserved headers". */
const RESERVED =
  /^(?:access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-forwarded-for|x-forwarded-host|x-forwarded-proto|via|host)$/i;

function invalid(error: string): Error {
  return badRequest(`Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`);
}

function checkKeys(parameters: Texts, pattern: RegExp): void {
  for (const key of Object.keys(parameters)) {
    const match = pattern.exec(key);
    if (!match) throw invalid(`Invalid mapping expression specified: ${key}`);
    const name = match[1];
    if (name && key.includes(':header.') && RESERVED.test(name)) {
      throw invalid(`Operations on header ${name.toLowerCase()} are restricted`);
    }
  }
}

export function checkRequestParameters(parameters: Texts = {}): void {
  checkKeys(parameters, REQUEST_KEY);
}

export function checkResponseParameters(byStatus: Readonly<Record<string, Texts>> = {}): void {
  for (const [status, parameters] of Object.entries(byStatus)) {
    if (!/^[2-5]\d\d$/.test(status))
      throw badRequest(`Invalid selection key specified for response parameters: ${status}`);
    checkKeys(parameters, RESPONSE_KEY);
  }
}

/** UpdateIntegration merges; an empty text deletes (measured: cdkd). */
export function mergeTexts(old: Texts | undefined, change: Texts | undefined): Texts | undefined {
  if (!change) return old;
  const merged = Object.entries({ ...old, ...change }).filter(([key]) => change[key] !== '');
  return merged.length > 0 ? Object.fromEntries(merged) : undefined;
}

type ByStatus = Readonly<Record<string, Texts>>;

/** An empty map deletes a status code (http-api-parameter-mapping, "Remove configured parameter mappings"). */
export function mergeByStatus(old: ByStatus | undefined, change: ByStatus | undefined): ByStatus | undefined {
  if (!change) return old;
  const merged: Record<string, Texts> = { ...old };
  for (const [status, parameters] of Object.entries(change)) {
    const texts = Object.keys(parameters).length > 0 ? mergeTexts(merged[status], parameters) : undefined;
    if (texts) merged[status] = texts;
    else delete merged[status];
  }
  return Object.keys(merged).length > 0 ? merged : undefined;
}
