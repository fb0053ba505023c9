/** Groups what comes one by one, so that a page of events is decoded in one go. */
export async function* pagesOf<T>(items: AsyncIterable<T>, size = 256): AsyncIterable<T[]> {
  let page: T[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
