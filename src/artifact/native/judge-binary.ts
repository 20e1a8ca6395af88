import type { Binary } from './read-binary.ts';
import type { RuntimePlatform } from './runtime-platform.ts';

/** Why a native module cannot be loaded there; undefined when it can, or when it does not say. */
export function judgeBinary(binary: Binary, runtime: RuntimePlatform): string | undefined {
  const { cpu, libc } = runtime.platform;
  if (binary.kind === 'mach-o') return 'is for macOS';
  if (binary.kind === 'pe') return 'is for Windows';
  if (binary.kind !== 'elf') return undefined;
  if (binary.machine !== cpu)
    return `is for ${binary.machine === 'other' ? 'another processor' : binary.machine}, the function runs on ${cpu}`;
  if (binary.libc === 'musl') return `is for musl (Alpine), Lambda has ${libc}`;
  const { nodeAbi, glibcMinor } = binary;
  if (nodeAbi !== undefined && runtime.nodeAbi !== undefined && nodeAbi !== runtime.nodeAbi)
    return `was compiled for another Node.js (module version ${nodeAbi}, Node.js ${runtime.nodeMajor} has ${runtime.nodeAbi})`;
  if (glibcMinor !== undefined && glibcMinor > runtime.glibcMinor)
    return `needs glibc 2.${glibcMinor}, the runtime has 2.${runtime.glibcMinor}`;
  return undefined;
}
