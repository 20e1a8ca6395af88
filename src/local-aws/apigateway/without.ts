/** A copy of the row without these members. */
export function without<Row extends object, Key extends keyof Row>(row: Row, ...keys: readonly Key[]): Omit<Row, Key> {
  const copy: Partial<Row> = { ...row };
  for (const key of keys) delete copy[key];
  return copy as Omit<Row, Key>;
}
