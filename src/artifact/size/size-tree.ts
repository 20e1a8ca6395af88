import type { SizeNode } from '../../model/packaged-service.ts';
import type { SizePart } from './size-parts.ts';

interface Folder {
  bytes: number;
  readonly children: Map<string, Folder>;
}

/** Smaller shares of the whole are gathered: nobody sees them, and a page of 15,000 rectangles is slow. */
const SMALLEST_SHARE = 0.002;

export function makeSizeTree(name: string, parts: readonly SizePart[]): SizeNode {
  const root: Folder = { bytes: 0, children: new Map() };
  for (const { path, bytes } of parts) add(root, path.split('/'), bytes);
  return toNode(name, root, root.bytes * SMALLEST_SHARE);
}

function add(root: Folder, segments: readonly string[], bytes: number): void {
  let folder = root;
  folder.bytes += bytes;
  for (const segment of segments) {
    let child = folder.children.get(segment);
    if (!child) folder.children.set(segment, (child = { bytes: 0, children: new Map() }));
    child.bytes += bytes;
    folder = child;
  }
}

function toNode(name: string, folder: Folder, smallest: number): SizeNode {
  const { bytes, children } = folder;
  const [only] = children;
  // A chain of folders with nothing else in them is one box.
  if (only && children.size === 1 && only[1].children.size > 0 && name !== '')
    return toNode(`${name}/${only[0]}`, only[1], smallest);
  const shown = [...children]
    .filter(([, child]) => child.bytes >= smallest && child.bytes > 0)
    .toSorted(([a, x], [b, y]) => y.bytes - x.bytes || (a < b ? -1 : 1))
    .map(([childName, child]) => toNode(childName, child, smallest));
  const hidden = bytes - shown.reduce((sum, child) => sum + child.bytes, 0);
  const rest = hidden > 0 ? [{ name: `${children.size - shown.length} smaller`, bytes: hidden }] : [];
  return shown.length === 0 ? { name, bytes } : { name, bytes, children: [...shown, ...rest] };
}
