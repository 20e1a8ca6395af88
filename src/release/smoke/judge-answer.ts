import type { HttpExpectation } from '../../model/service.ts';
import type { HttpAnswer } from '../http.ts';
import { findMismatch } from './is-subset.ts';

const EXCERPT = 200;

/** Why the answer is not what was expected; undefined: it is. */
export function judgeAnswer(expect: HttpExpectation, answer: HttpAnswer): string | undefined {
  return (
    judgeStatus(expect.status, answer) ??
    judgeHeaders(expect.headers, answer) ??
    judgeJson(expect, answer) ??
    judgeText(expect, answer) ??
    judgeBytes(expect, answer)
  );
}

function judgeStatus(wanted: number, { status, body }: HttpAnswer): string | undefined {
  if (status === wanted) return undefined;
  return `answered ${status} (expected ${wanted})${body.length > 0 ? `: ${excerpt(body)}` : ''}`;
}

function judgeHeaders(wanted: HttpExpectation['headers'], { headers }: HttpAnswer): string | undefined {
  for (const [name, value] of Object.entries(wanted)) {
    const actual = headers[name.toLowerCase()];
    const pattern = /^\/(.*)\/$/s.exec(value)?.[1];
    const matches = pattern === undefined ? actual === value : actual !== undefined && new RegExp(pattern).test(actual);
    if (!matches) return `header ${name} is ${actual ?? 'absent'} (expected ${value})`;
  }
  return undefined;
}

function judgeJson({ json }: HttpExpectation, { body }: HttpAnswer): string | undefined {
  if (json === undefined) return undefined;
  let actual: unknown;
  try {
    actual = JSON.parse(body.toString()) as unknown;
  } catch {
    return `the body is not JSON: ${excerpt(body)}`;
  }
  return findMismatch(json, actual);
}

function judgeText({ bodyIncludes }: HttpExpectation, { body }: HttpAnswer): string | undefined {
  if (bodyIncludes === undefined || body.toString().includes(bodyIncludes)) return undefined;
  return `the body does not include ${JSON.stringify(bodyIncludes)}: ${excerpt(body)}`;
}

function judgeBytes({ bytesPrefixHex }: HttpExpectation, { body }: HttpAnswer): string | undefined {
  if (bytesPrefixHex === undefined) return undefined;
  const actual = body.subarray(0, bytesPrefixHex.length / 2).toString('hex');
  return actual === bytesPrefixHex.toLowerCase()
    ? undefined
    : `the body begins with ${actual} (expected ${bytesPrefixHex})`;
}

function excerpt(body: Buffer): string {
  return JSON.stringify(body.subarray(0, EXCERPT).toString());
}
