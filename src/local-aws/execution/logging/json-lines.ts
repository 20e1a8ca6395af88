import { billedMs, type PlatformLines, type Report } from './platform-lines.ts';

const LEVELS = ['DEBUG', 'INFO', 'WARN'];

/**
 * The same as telemetry events, for functions whose LogFormat is JSON. Good news is of level INFO, bad news of WARN.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function jsonLines(systemLevel = 'INFO'): PlatformLines {
  const lowest = LEVELS.indexOf(systemLevel);
  const event = (level: string, type: string, record: Record<string, unknown>): string => {
    if (LEVELS.indexOf(level) < lowest) return '';
    return `${JSON.stringify({ time: new Date().toISOString(), type: `platform.${type}`, record })}\n`;
  };
  return {
    initStart: (runtimeVersion) =>
      event('INFO', 'initStart', { initializationType: 'on-demand', phase: 'init', runtimeVersion }),
    initReport: ({ initMs, status, errorType }) =>
      event('WARN', 'initReport', {
        initializationType: 'on-demand',
        phase: 'init',
        status,
        ...(errorType && { errorType }),
        metrics: { durationMs: round(initMs) },
      }),
    start: (requestId, version) => event('INFO', 'start', { requestId, version }),
    timeout: () => '',
    end: (report) => [event(report.status ? 'WARN' : 'INFO', 'report', record(report))].filter((line) => line !== ''),
  };
}

function record(report: Report): Record<string, unknown> {
  const { requestId, status = 'success', errorType, durationMs, initMs, memoryMb, usedMb } = report;
  return {
    requestId,
    metrics: {
      durationMs: round(durationMs),
      billedDurationMs: billedMs(report),
      memorySizeMB: memoryMb,
      maxMemoryUsedMB: usedMb,
      ...(initMs !== undefined && { initDurationMs: round(initMs) }),
    },
    status,
    ...(errorType && { errorType }),
  };
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
