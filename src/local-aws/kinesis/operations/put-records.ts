import { structuresOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStream } from '../find-stream.ts';
import { constraint } from '../kinesis-error.ts';
import { appendRecord, readRecord } from '../put-record.ts';

const MOST_RECORDS = 500;

/** All are checked before the first is written. */
export const putRecords: Operation = {
  name: 'PutRecords',
  writes: true,
  handle: (params, world) => {
    const stream = findStream(world, params);
    const given = structuresOf(params, 'Records');
    if (given.length < 1 || given.length > MOST_RECORDS) {
      const bound = given.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MOST_RECORDS}`;
      throw constraint('[...]', 'records', `Member must have length ${bound}`);
    }
    const records = given.map((record, index) => readRecord(stream, record, `records.${index + 1}.member.`));
    const Records = records.map((record) => appendRecord(world, stream, record));
    return { body: { FailedRecordCount: 0, Records, EncryptionType: 'NONE' } };
  },
};
