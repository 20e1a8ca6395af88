/** 6 MiB + 100 bytes: what a function may answer. */
export const RESPONSE_LIMIT_BYTES = 6_291_556;
/** 6 MiB: what a synchronous call may send. */
export const REQUEST_LIMIT_BYTES = 6_291_456;
/** 1 MiB since 2025; 256 KB before. */
export const ASYNC_REQUEST_LIMIT_BYTES = 1_048_576;
/** Default of the account quota "Concurrent executions". */
export const ACCOUNT_CONCURRENCY = 1000;
/** LogType=Tail answers that much. */
export const LOG_TAIL_BYTES = 4096;
