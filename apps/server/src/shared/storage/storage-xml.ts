import { Parser } from 'saxen';

/** An object as it is listed. */
export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  /** Names its content, with quotes. */
  readonly etag: string;
}

export interface ObjectPage {
  readonly objects: readonly StoredObject[];
  /** Asks for the next page; `null`: this is the last one. */
  readonly nextToken: string | null;
}

/** What an answer to ListObjectsV2 says. @throws {Error} where it is none */
export function parseObjectPage(xml: string): ObjectPage {
  const objects: StoredObject[] = [];
  const page = new Map<string, string>();
  let fields = new Map<string, string>();
  readElements(xml, (path, text) => {
    const [root, ...below] = path;
    if (root !== 'ListBucketResult') throw new Error('the answer is no list of objects');
    if (below[0] !== 'Contents') page.set(below.join('/'), text);
    else if (below.length > 1) fields.set(below[1]!, text);
    else {
      const [sizeBytes, modifiedAt] = [fields.get('Size'), fields.get('LastModified')];
      objects.push(storedObject(fields.get('Key'), { sizeBytes, modifiedAt, etag: fields.get('ETag') }));
      fields = new Map();
    }
  });
  // All names are read by now, and only now is it known how they are written.
  const decode = page.get('EncodingType') === 'url' ? decodeName : (key: string) => key;
  const nextToken = page.get('IsTruncated') === 'true' ? (page.get('NextContinuationToken') ?? null) : null;
  return { objects: objects.map((object) => ({ ...object, key: decode(object.key) })), nextToken };
}

type Told = string | null | undefined;

/** An object as texts tell it. @throws {Error} where one is absent or says nothing */
export function storedObject(
  key: Told,
  told: { readonly [name in 'sizeBytes' | 'modifiedAt' | 'etag']: Told },
): StoredObject {
  const sizeBytes = Number(told.sizeBytes || NaN);
  const modifiedAt = new Date(told.modifiedAt ?? NaN);
  if (!key || !told.etag || !Number.isSafeInteger(sizeBytes) || Number.isNaN(modifiedAt.getTime()))
    throw new Error('an object without name, size, time or ETag');
  return { key, sizeBytes, modifiedAt, etag: told.etag };
}

/** As forms write it. */
const decodeName = (name: string) => decodeURIComponent(name.replaceAll('+', ' '));

/** Why a request was refused; empty where the answer does not tell. */
export interface StorageProblem {
  readonly code: string;
  readonly message: string;
  readonly region: string;
}

export function parseProblem(xml: string): StorageProblem {
  const told = new Map<string, string>();
  try {
    readElements(xml, (path, text) => told.set(path.join('/'), text));
  } catch {
    // Whatever else answers there may write what it likes.
  }
  const tell = (name: string) => told.get(`Error/${name}`) ?? '';
  return { code: tell('Code'), message: tell('Message'), region: tell('Region') };
}

/** Calls back at the end of each element, with its name behind those around it, and the text that ends it. @throws {Error} */
function readElements(xml: string, onEnd: (path: readonly string[], text: string) => void): void {
  const path: string[] = [];
  let text = '';
  const error = new Parser()
    .on('openTag', (name) => {
      path.push(name);
      text = '';
    })
    .on('text', (more, decode) => (text += decode(more)))
    .on('cdata', (more) => (text += more))
    .on('closeTag', () => {
      onEnd(path, text);
      path.pop();
      text = '';
    })
    .parse(xml);
  if (error) throw error;
}
