import type { Operation } from '../../kernel/operation.ts';
import { recordOf } from '../../kernel/members.ts';
import { changeRepository } from '../find-repository.ts';

export const putImageScanningConfiguration: Operation = {
  name: 'PutImageScanningConfiguration',
  writes: true,
  handle: (params, world) => {
    const scanOnPush = recordOf<boolean>(params, 'imageScanningConfiguration')?.['scanOnPush'] === true;
    const { name } = changeRepository(world, params, { scanOnPush });
    const body = {
      registryId: world.config.accountId,
      repositoryName: name,
      imageScanningConfiguration: { scanOnPush },
    };
    return { body };
  },
};
