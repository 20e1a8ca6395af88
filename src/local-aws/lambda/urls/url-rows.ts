import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';

/** As in Lambda's API. */
export interface UrlCors {
  readonly AllowCredentials?: boolean;
  readonly AllowHeaders?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowOrigins?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAge?: number;
}

export interface FunctionUrlRow {
  readonly functionName: string;
  /** `$LATEST` for the function itself, else an alias. */
  readonly qualifier: string;
  /** 32 characters, the first label of AWS's domain name; here the key of the URL's port. */
  readonly id: string;
  readonly url: string;
  readonly authType: 'NONE' | 'AWS_IAM';
  readonly cors?: UrlCors;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
}

export const functionUrls = (world: World): Table<FunctionUrlRow> => world.store.table('lambda.function-urls');
