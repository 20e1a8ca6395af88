/** Names come from file systems and packages: what would steer a terminal, or turn text around, shows as a question mark. */
export function plainName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '?');
}
