import type { SizeNode } from '../../model/packaged-service.ts';

/** A rectangle in per cent of the one that it lies in. */
export interface Box {
  readonly node: SizeNode;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly children: readonly Box[];
}

/** Width by height that a page is likely to give the whole. */
const PAGE_RATIO = 2;

/** Squarified treemap (Bruls, Huizing, van Wijk): boxes by bytes, as near to squares as they get. */
export function layoutTreemap(root: SizeNode, ratio = PAGE_RATIO): Box {
  return { node: root, left: 0, top: 0, width: 100, height: 100, children: layoutChildren(root, ratio) };
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function layoutChildren({ children = [], bytes }: SizeNode, ratio: number): Box[] {
  if (bytes === 0) return [];
  const nodes = children.filter((child) => child.bytes > 0).toSorted((a, b) => b.bytes - a.bytes);
  const boxes: Box[] = [];
  // In a space as wide as it is shown, so that squares are squares; in per cent again at the end.
  let free: Area = { left: 0, top: 0, width: ratio, height: 1 };
  const scale = ratio / nodes.reduce((sum, child) => sum + child.bytes, 0);
  for (let at = 0; at < nodes.length;) {
    const row = takeRow(nodes, at, { side: Math.min(free.width, free.height), scale });
    boxes.push(...placeRow(row, free, { scale, ratio }));
    free = without(free, row.reduce((sum, node) => sum + node.bytes, 0) * scale);
    at += row.length;
  }
  return boxes;
}

/** As many as make the worst box of the row better. */
function takeRow(
  nodes: readonly SizeNode[],
  start: number,
  { side, scale }: { side: number; scale: number },
): SizeNode[] {
  const row: SizeNode[] = [];
  let worst = Infinity;
  for (const node of nodes.slice(start)) {
    const next = worstRatio([...row, node], side, scale);
    if (next > worst) break;
    row.push(node);
    worst = next;
  }
  return row;
}

function worstRatio(row: readonly SizeNode[], side: number, scale: number): number {
  const area = row.reduce((sum, { bytes }) => sum + bytes, 0) * scale;
  const depth = area / side;
  return Math.max(
    ...row.map(({ bytes }) => {
      const length = (bytes * scale) / depth;
      return Math.max(length / depth, depth / length);
    }),
  );
}

function placeRow(row: readonly SizeNode[], free: Area, { scale, ratio }: { scale: number; ratio: number }): Box[] {
  const isColumn = free.width >= free.height;
  const area = row.reduce((sum, { bytes }) => sum + bytes, 0) * scale;
  const depth = area / (isColumn ? free.height : free.width);
  let along = isColumn ? free.top : free.left;
  return row.map((node) => {
    const length = (node.bytes * scale) / depth;
    const place = isColumn
      ? { left: free.left, top: along, width: depth, height: length }
      : { left: along, top: free.top, width: length, height: depth };
    along += length;
    return toBox(node, place, ratio);
  });
}

function toBox(node: SizeNode, { left, top, width, height }: Area, ratio: number): Box {
  return {
    node,
    left: (left / ratio) * 100,
    top: top * 100,
    width: (width / ratio) * 100,
    height: height * 100,
    children: layoutChildren(node, width / height),
  };
}

function without({ left, top, width, height }: Area, area: number): Area {
  if (width >= height) {
    const depth = area / height;
    return { left: left + depth, top, width: Math.max(0, width - depth), height };
  }
  const depth = area / width;
  return { left, top: top + depth, width, height: Math.max(0, height - depth) };
}
