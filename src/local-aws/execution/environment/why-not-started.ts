import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs';

const HEAD_BYTES = 256;
/** `e_machine` of ELF files. */
const MACHINES: Readonly<Record<number, NodeJS.Architecture>> = { 62: 'x64', 183: 'arm64' };

/** What exec says of a file that this machine cannot start; undefined where it can. */
export function whyNotStarted(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return 'permission denied';
  }
  const head = headOf(path);
  if (head.toString('latin1', 0, 2) === '#!') {
    const [interpreter = ''] = head
      .toString('utf8', 2)
      .trimStart()
      .split(/[ \t\n]/, 1);
    return existsSync(interpreter) ? undefined : 'no such file or directory';
  }
  return process.platform !== 'linux' || isOwnElf(head) ? undefined : 'exec format error';
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

function isOwnElf(head: Buffer): boolean {
  return (
    head.length > 20 && head.toString('latin1', 0, 4) === '\x7fELF' && MACHINES[head.readUInt16LE(18)] === process.arch
  );
}
