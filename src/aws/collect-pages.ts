interface Page<T> {
  readonly Items?: readonly T[] | undefined;
  readonly NextToken?: string | undefined;
}

/** All items of an API Gateway list: a service with 300 routes has more than one page of everything. */
export async function collectPages<T>(readPage: (nextToken?: string) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let nextToken: string | undefined;
  do {
    const page = await readPage(nextToken);
    items.push(...(page.Items ?? []));
    nextToken = page.NextToken;
  } while (nextToken);
  return items;
}
