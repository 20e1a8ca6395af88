const FACTOR = 0x85ebca6b;
const WORD_BYTES = 4;

/**
 * A checksum against damage, not against people: any change within one word of 32 bits is seen for sure, any other with
 * odds of one in 2^32. Reading a record must not take longer than what it saves, and loading the system's checksums does.
 */
export function quickSum(bytes: Uint8Array): number {
  const { length } = bytes;
  const aligned = bytes.byteOffset % WORD_BYTES === 0 ? bytes : new Uint8Array(bytes);
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, Math.floor(length / WORD_BYTES));
  let sum = length;
  // One to one at each step: what differs once differs to the end, unless it is made up for. Written for an interpreter.
  for (let at = 0; at < words.length; at++) {
    sum = Math.imul(sum ^ (words[at] as number), FACTOR);
    sum = (sum << 13) | (sum >>> 19);
  }
  for (let at = words.length * WORD_BYTES; at < length; at++) sum = Math.imul(sum ^ (aligned[at] as number), FACTOR);
  return sum >>> 0;
}
