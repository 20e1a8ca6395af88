import { holdMatrix } from './crash-matrix/hold-matrix.ts';
import { usual } from './fire/scenarios.ts';

// The whole matrix is one of the long tests.
describe('A fault at every sixth AWS call, with another one for every kind of fault, is never noticed by callers', () => {
  holdMatrix(usual, { every: 6 });
});
