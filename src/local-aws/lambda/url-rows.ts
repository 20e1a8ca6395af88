import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export interface FunctionUrlRow {
  readonly functionName: string;
  /** `$LATEST` for the function itself, else an alias. */
  readonly qualifier: string;
  readonly url: string;
  readonly authType: 'NONE' | 'AWS_IAM';
  readonly invokeMode: 'BUFFERED' | 'RESPONSE_STREAM';
  readonly cors?: Readonly<Record<string, unknown>>;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
}

export const functionUrls = (world: World): Table<FunctionUrlRow> => world.store.table('lambda.function-urls');
