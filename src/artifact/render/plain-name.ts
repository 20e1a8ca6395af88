/** Names come from file systems and packages: what would steer a terminal, or turn text around, shows as a question mark. */
export function plainName(name: string): string {
  // Most are plain, and classes of characters take longer to load than all the rest of a table.
  if (/^[ -~]*$/.test(name)) return name;
  return name.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '?');
}
