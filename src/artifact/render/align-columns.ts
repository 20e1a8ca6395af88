import { stripVTControlCharacters } from 'node:util';

export type Cell = string | { readonly text: string; readonly align: 'right' };

/** Columns two spaces apart, as wide as their widest cell. */
export function alignColumns(rows: readonly (readonly Cell[])[]): string[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(textOf(row[column] ?? '')))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Leaves out what is dispensable, column by column in this order, until the rest is no wider than that. */
export function fitColumns(
  rows: readonly (readonly Cell[])[],
  width: number,
  dispensable: readonly number[],
): string[] {
  const lines = alignColumns(rows);
  const [first, ...others] = dispensable;
  if (first === undefined || Math.max(0, ...lines.map(widthOf)) <= width) return lines;
  const narrower = rows.map((row) => row.filter((_, column) => column !== first));
  return fitColumns(
    narrower,
    width,
    others.map((column) => (column > first ? column - 1 : column)),
  );
}

export function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

function pad(cell: Cell, width: number): string {
  const text = textOf(cell);
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return typeof cell === 'string' ? text + space : space + text;
}
