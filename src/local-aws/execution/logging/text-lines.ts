import { billedMs, type InitReport, type PlatformLines, type Report } from './platform-lines.ts';

export const textLines: PlatformLines = {
  initStart: (runtimeVersion) => `INIT_START Runtime Version: ${runtimeVersion}\n`,
  initReport: ({ initMs, status, errorType }: InitReport) =>
    `INIT_REPORT Init Duration: ${initMs.toFixed(2)} ms\tPhase: init\t${statusText(status, errorType)}\n`,
  start: (requestId, version) => `START RequestId: ${requestId} Version: ${version}\n`,
  timeout: (requestId, timeoutSeconds) =>
    `${new Date().toISOString()} ${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds\n\n`,
  end: (report) => [`END RequestId: ${report.requestId}\n`, reportLine(report)],
};

function reportLine(report: Report): string {
  const { requestId, durationMs, initMs, memoryMb, usedMb, status, errorType } = report;
  return (
    `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs(report)} ms\t` +
    `Memory Size: ${memoryMb} MB\tMax Memory Used: ${usedMb} MB\t` +
    (initMs === undefined ? '' : `Init Duration: ${initMs.toFixed(2)} ms\t`) +
    (status === undefined ? '' : statusText(status, errorType)) +
    '\n'
  );
}

function statusText(status: string, errorType: string | undefined): string {
  return `Status: ${status}${errorType ? `\tError Type: ${errorType}` : ''}`;
}
