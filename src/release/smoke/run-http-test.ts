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
  /** Answers of another release, or of a gateway that does not know this one yet, are no failure before (monotonic ms). */
  readonly settledBy: number;
  /** This release has been seen to answer here: the roles that the gateway needs are known to it. */
  readonly seen: boolean;
}

const PAUSE_MS = 250;

/** Asks until the answer is as expected, at most `test.tries` times; answers that only show a gateway on the move cost time. */
export async function runHttpTest(test: HttpSmokeTest, facts: HttpTestFacts): Promise<SmokeResult> {
  const began = facts.clock.monotonic();
  for (let tries = 1; ;) {
    const answer = await ask(test, facts);
    const marker = typeof answer === 'string' ? undefined : answer.headers[releaseHeader];
    const other = marker !== undefined && marker !== facts.release;
    const why = other ? `answered by ${marker} (expected ${facts.release})` : judge(test, answer);
    const moving = other || (typeof answer !== 'string' && isUnknownYet(answer, facts));
    const spent = moving ? facts.clock.monotonic() > facts.settledBy : tries >= test.tries;
    if (!why || spent)
      return {
        ...resultOf(test, facts, began, marker === facts.release, why, tries),
        ...(typeof answer !== 'string' && { bytes: answer.body.length }),
      };
    if (!moving) tries++;
    await facts.clock.sleep(PAUSE_MS);
  }
}

/**
 * The gateway's own words, without a marker: it may not know the stage or the route yet (404), or the role that it
 * invokes by, which IAM spreads with delay (500). How long that takes is documented nowhere (aws-contract 4.2).
 */
function isUnknownYet({ status, headers, body }: HttpAnswer, { seen }: HttpTestFacts): boolean {
  if (headers[releaseHeader] !== undefined || body.length > 64) return false;
  const text = body.toString();
  return (
    text === '{"message":"Not Found"}' || (status === 500 && !seen && text === '{"message":"Internal Server Error"}')
  );
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
