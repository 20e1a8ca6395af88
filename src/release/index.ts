/** The engine's doors: everything the command line may call. */
export { systemClock, type Clock } from './clock.ts';
export { deploy, type DeployRequest } from './deploy.ts';
export { destroy, type DestroyRequest } from './destroy.ts';
export { lookForDrift, readDrift } from './drift.ts';
export { fetchHttp, type Http } from './http.ts';
export { readHistory, readMeasured, type HistoryEntry } from './history.ts';
export { journalTo } from './journal.ts';
export { parsePlanFile } from './parse-plan-file.ts';
export { abortPreview, promotePreview, type WaitingRequest } from './promote-preview.ts';
export { prune, type PruneRequest } from './prune.ts';
export { rollback, type RollbackRequest } from './rollback.ts';
export type { Ports, Processes, RunOptions } from './run-context.ts';
export { readPromotable, type Promotable } from './read-promotable.ts';
export { readStatus, type ServiceStatus } from './status.ts';
export { readLock, unlock } from './unlock.ts';
