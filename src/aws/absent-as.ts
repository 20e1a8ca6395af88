import { CloudError } from '../release/cloud.ts';

/** Answers `absent` when AWS says that the thing asked for does not exist. */
export async function absentAs<T, A>(absent: A, names: readonly string[], read: () => Promise<T>): Promise<T | A> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CloudError && names.includes(error.name)) return absent;
    throw error;
  }
}
