/** What a subscription gives, over server-sent events. */
export interface Stream<T> {
  /** Values taken so far. */
  readonly count: number;
  /** The next value. @throws {Error} where the stream ends or has errors */
  next(): Promise<T>;
  /** The next value that fits; those before it are passed over. */
  until(fits: (value: T) => boolean): Promise<T>;
  /** Leaves it. */
  close(): Promise<void>;
}

/** Opens a subscription. @param url of the server */
export async function openStream<T>(url: string, query: string, variables: object = {}): Promise<Stream<T>> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  });
  const values = valuesOf<T>(response.body!);
  let count = 0;
  const next = async () => {
    const { done, value } = await values.next();
    if (done) throw new Error('the stream has ended');
    count++;
    return value;
  };
  return {
    get count() {
      return count;
    },
    next,
    async until(fits) {
      for (;;) {
        const value = await next();
        if (fits(value)) return value;
      }
    },
    async close() {
      leaving.abort();
      // Ends with the abortion, unless it has ended already.
      await values.next().catch(() => {});
    },
  };
}

async function* valuesOf<T>(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<T, void, undefined> {
  let rest = '';
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      if (!line.startsWith('data: {')) continue;
      const { data, errors } = JSON.parse(line.slice(6)) as { data: T; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      yield data;
    }
  }
}
