import type { Runnable } from '../../lambda/runnable.ts';
import { jsonLines } from './json-lines.ts';
import { textLines } from './text-lines.ts';

/** What the REPORT line says about one invocation. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  /** Only for the first invocation of an environment. */
  readonly initMs?: number;
  readonly memoryMb: number;
  readonly usedMb: number;
  readonly status?: 'timeout' | 'error';
  readonly errorType?: string;
}

export interface InitReport {
  readonly initMs: number;
  readonly status: 'timeout' | 'error';
  readonly errorType?: string;
}

/** Lambda's own lines in a function's log, with their line breaks; an empty one is not written. */
export interface PlatformLines {
  readonly initStart: (runtimeVersion: string) => string;
  readonly initReport: (report: InitReport) => string;
  readonly start: (requestId: string, version: string) => string;
  readonly timeout: (requestId: string, timeoutSeconds: number) => string;
  readonly end: (report: Report) => readonly string[];
}

export function platformLines({ logging }: Runnable): PlatformLines {
  return logging.format === 'JSON' ? jsonLines(logging.systemLevel) : textLines;
}

/** Since August 2025 the init phase is billed: https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/ */
export function billedMs({ durationMs, initMs = 0 }: Report): number {
  return Math.ceil(durationMs + initMs);
}

/** `nodejs:22.v20.20.2`, `python:3.12.v3.11.7`: the runtime asked for, and what runs it here. */
export function runtimeVersion(runtime: string, version: string): string {
  const [, language, wanted] = /^(nodejs|python)([\d.]*\d)/.exec(runtime) ?? [];
  return language ? `${language}:${wanted}.v${version}` : `${runtime}.local`;
}

/** `YYYY/MM/DD/[version]<32 hex>` */
export function logStreamName(at: number, version: string, id: string): string {
  return `${new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${id}`;
}
