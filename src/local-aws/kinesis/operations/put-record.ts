import type { Operation } from '../../kernel/operation.ts';
import { findStream } from '../find-stream.ts';
import { appendRecord, readRecord } from '../put-record.ts';

export const putRecord: Operation = {
  name: 'PutRecord',
  writes: true,
  handle: (params, world) => {
    const stream = findStream(world, params);
    return { body: { ...appendRecord(world, stream, readRecord(stream, params)), EncryptionType: 'NONE' } };
  },
};
