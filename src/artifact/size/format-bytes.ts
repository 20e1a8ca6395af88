/** Powers of 1024, as AWS counts: `512 B`, `1.4 KB`, `250.0 MB`. */
export function formatBytes(bytes: number): string {
  const size = Math.abs(bytes);
  const sign = bytes < 0 ? '-' : '';
  if (size < 1024) return `${sign}${size} B`;
  const kilobytes = size / 1024;
  if (kilobytes < 1000) return `${sign}${kilobytes.toFixed(1)} KB`;
  const megabytes = kilobytes / 1024;
  return megabytes < 1000 ? `${sign}${megabytes.toFixed(1)} MB` : `${sign}${(megabytes / 1024).toFixed(1)} GB`;
}

/** `+1.2 KB`, `-3 B`, `±0`. */
export function formatDifference(bytes: number): string {
  return bytes === 0 ? '±0' : `${bytes > 0 ? '+' : ''}${formatBytes(bytes)}`;
}

/** `262,144,000`: where the exact number matters. */
export function formatExactly(bytes: number): string {
  // By hand: the first use of a locale takes longer than weighing a service.
  return String(bytes).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

export function formatPercent(percent: number): string {
  return `${percent.toFixed(Math.abs(percent) < 10 ? 1 : 0)} %`;
}
