import type { PackagingWarning } from '../../model/packaged-service.ts';

/** `src/main.ts:12: it seems to read ...`: what will probably go wrong when the function runs, and where. */
export function placedWarning({ file, line, message }: PackagingWarning): string {
  return `${file ? `${file}${line ? `:${line}` : ''}: ` : ''}${message}`;
}
