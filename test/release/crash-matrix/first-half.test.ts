import { usual } from '../fire/scenarios.ts';
import { holdMatrix } from './hold-matrix.ts';

// A file for each half, since both processors are to have work.
describe('A fault at any AWS call (throttled, failed, answer lost, killed, interrupted) is never noticed by callers, and the next run converges, from another, empty machine', () => {
  holdMatrix(usual.filter((_, at) => at % 2 === 0));
});
