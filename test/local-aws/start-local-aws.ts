import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../../src/local-aws/kernel/world.ts';
import { startLocalAws as start, type LocalAwsOptions } from '../../src/local-aws/start.ts';

export interface StartedLocalAws {
  readonly endpoint: string;
  readonly world: World;
  readonly dir: string;
  /** For any `@aws-sdk` client: `new LambdaClient(aws.clientConfig)`. */
  readonly clientConfig: {
    region: string;
    endpoint: string;
    maxAttempts: number;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** Stops it and, unless a dir was given, removes its state. */
  readonly stop: () => Promise<void>;
}

/** A local AWS in this process: any free port, a temporary dir, profile fast. */
export async function startLocalAws(options: Partial<LocalAwsOptions> = {}): Promise<StartedLocalAws> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'local-aws-'));
  const aws = await start({ profile: 'fast', ...options, dir });
  return {
    endpoint: aws.endpoint,
    world: aws.world,
    dir,
    clientConfig: {
      region: 'us-east-1',
      endpoint: aws.endpoint,
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    stop: async () => {
      await aws.stop();
      if (!options.dir) rmSync(dir, { recursive: true, force: true });
    },
  };
}
