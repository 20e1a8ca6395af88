import { releaseHeader } from '../../model/release.ts';
import type { HttpSmokeTest } from '../../model/service.ts';
import type { Clock } from '../clock.ts';
import type { SmokeResult } from '../events.ts';
import type { Http, HttpAnswer } from '../http.ts';
import { judgeAnswer } from './judge-answer.ts';

export interface HttpTestFacts {
  readonly http: Http;
  readonly clock: Clock;
  /** Without a trailing slash; a preview's ends with the stage name. */
  readonly baseUrl: string;
  readonly on: 'preview' | 'live';
  /** `r18`: what the answer's marker must say, when it has one. */
  readonly release: string;
  /** An answer of another release is not a failure yet: the gateway may still be moving. */
  readonly settleTimeoutMs: number;
}

const PAUSE_MS = 250;

/** Asks until the answer is as expected, at most `test.tries` times; answers of another release only cost time. */
export async function runHttpTest(test: HttpSmokeTest, facts: HttpTestFacts): Promise<SmokeResult> {
  const began = facts.clock.monotonic();
  const deadline = began + facts.settleTimeoutMs;
  for (let tries = 1; ;) {
    const answer = await ask(test, facts);
    const marker = typeof answer === 'string' ? undefined : answer.headers[releaseHeader];
    const stale = marker !== undefined && marker !== facts.release;
    const why = stale ? `answered by ${marker} (expected ${facts.release})` : judge(test, answer);
    const spent = stale ? facts.clock.monotonic() > deadline : tries >= test.tries;
    if (!why || spent) return resultOf(test, facts, began, marker === facts.release, why, tries);
    if (!stale) tries++;
    await facts.clock.sleep(PAUSE_MS);
  }
}

async function ask(test: HttpSmokeTest, { http, baseUrl }: HttpTestFacts): Promise<HttpAnswer | string> {
  const { method, headers, body, timeoutMs } = test;
  try {
    return await http({
      url: baseUrl + test.path,
      method,
      headers,
      timeoutMs,
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return `no answer: ${cause?.code ?? message}`;
  }
}

function judge(test: HttpSmokeTest, answer: HttpAnswer | string): string | undefined {
  const why = typeof answer === 'string' ? answer : judgeAnswer(test.expect, answer);
  return why && `${test.method} ${test.path} ${why}`;
}

function resultOf(
  test: HttpSmokeTest,
  facts: HttpTestFacts,
  began: number,
  marked: boolean,
  why: string | undefined,
  tries: number,
): SmokeResult {
  const counted = why && tries > 1 ? `${why}, ${tries} of ${tries} tries` : why;
  return {
    name: test.name,
    on: facts.on,
    passed: !why,
    ms: facts.clock.monotonic() - began,
    marked,
    ...(counted ? { why: counted } : {}),
  };
}
