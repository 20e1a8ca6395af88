import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Environment } from '../model/service.ts';
import { absentAs } from './absent-as.ts';
import { makeConnection, type CloudOptions } from './connection.ts';
import { supervise } from './supervise.ts';

export interface LogLine {
  /** Tells two lines with the same text and time apart. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly stream: string;
  readonly text: string;
}

export type ReadLogs = (group: string, since: Date) => Promise<readonly LogLine[]>;

/** Reads log groups of one environment, oldest line first; a group that does not exist has no lines. */
export function connectLogs(environment: Environment, options: CloudOptions = {}): ReadLogs {
  const { clientConfig, supervision } = makeConnection(environment, options);
  const client = supervise(new CloudWatchLogsClient(clientConfig), 'CloudWatchLogs', supervision);
  return (group, since) =>
    absentAs([], ['ResourceNotFoundException'], async () => {
      const lines: LogLine[] = [];
      let nextToken: string | undefined;
      do {
        const request = { logGroupName: group, startTime: since.getTime(), nextToken };
        const page = await client.send(new FilterLogEventsCommand(request));
        for (const { eventId = '', timestamp = 0, logStreamName = '', message = '' } of page.events ?? [])
          lines.push({ id: eventId, at: new Date(timestamp).toISOString(), stream: logStreamName, text: message });
        nextToken = page.nextToken;
      } while (nextToken);
      return lines;
    });
}
