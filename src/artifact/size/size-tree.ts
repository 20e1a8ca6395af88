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
  let [place, folder] = ['', root];
  for (const { path, bytes } of parts) {
    const end = path.lastIndexOf('/');
    const own = path.slice(0, Math.max(0, end));
    // Files of one folder follow each other: it is looked for once.
    if (own !== place) [place, folder] = [own, own === '' ? root : own.split('/').reduce(childOf, root)];
    childOf(folder, path.slice(end + 1)).bytes += bytes;
  }
  addUp(root);
  return toNode(name, root, root.bytes * SMALLEST_SHARE);
}

function childOf({ children }: Folder, name: string): Folder {
  let child = children.get(name);
  if (!child) children.set(name, (child = { bytes: 0, children: new Map() }));
  return child;
}

function addUp(folder: Folder): number {
  for (const child of folder.children.values()) folder.bytes += addUp(child);
  return folder.bytes;
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
