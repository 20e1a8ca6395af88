import type { Service } from '../kernel/operation.ts';
import { resumeChangeSets } from './changes/assess.ts';
import { resumeStacks } from './engine/run-stack.ts';
import { operations } from './operations.ts';

export const cloudformationService: Service = {
  signingName: 'cloudformation',
  protocol: 'query',
  version: '2010-05-15',
  xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  operations,
  start: (world) => {
    resumeStacks(world);
    resumeChangeSets(world);
  },
};
