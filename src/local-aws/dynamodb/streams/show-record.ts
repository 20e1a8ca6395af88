import type { World } from '../../kernel/world.ts';
import type { LogRecord } from '../../streaming/record-log.ts';
import type { ChangeRecord, StreamRow } from './stream-rows.ts';

/** As GetRecords answers it; functions get the same with the stream's ARN. */
export function showRecord(
  world: World,
  { viewType }: StreamRow,
  { sequence, at, data }: LogRecord<ChangeRecord>,
): Record<string, unknown> {
  return {
    eventID: data.eventId,
    eventName: data.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: world.config.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys: data.keys,
      ...(data.newImage && { NewImage: data.newImage }),
      ...(data.oldImage && { OldImage: data.oldImage }),
      SequenceNumber: sequence,
      SizeBytes: data.sizeBytes,
      StreamViewType: viewType,
    },
  };
}
