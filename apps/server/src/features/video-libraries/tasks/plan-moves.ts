import path from 'node:path';

/** A file whose content is known. */
export interface HashedFile {
  readonly path: string;
  readonly contentSha256: string;
}

/** A video that is not where it was. */
export interface LostVideo extends HashedFile {
  readonly id: string;
}

export interface PlannedMove {
  readonly videoId: string;
  readonly path: string;
}

export interface MoveCandidates {
  /** Files that are new or have changed. */
  readonly arrivals: readonly HashedFile[];
  /** Videos of the same library that have lost their file. */
  readonly lost: readonly LostVideo[];
  /** Contents that other files of the library have as before: what has arrived beside them is a copy. */
  readonly keptContents: ReadonlySet<string>;
  /** Videos of other libraries. */
  readonly elsewhere: readonly (LostVideo & { readonly isLost: boolean })[];
}

/**
 * Which videos go where their contents are now. Within a library a video prefers its own path, then its own name, then the
 * first path; from another library it comes only where nothing else could be meant: one video there, one file here.
 *
 * @returns each video and each path at most once
 */
export function planMoves({ arrivals, lost, keptContents, elsewhere }: MoveCandidates): PlannedMove[] {
  const lostByContent = Map.groupBy(byPath(lost), ({ contentSha256 }) => contentSha256);
  const elsewhereByContent = Map.groupBy(elsewhere, ({ contentSha256 }) => contentSha256);
  const arrivalsByContent = Map.groupBy(byPath(arrivals), ({ contentSha256 }) => contentSha256);
  return [...arrivalsByContent].flatMap(([content, files]) => {
    const own = lostByContent.get(content) ?? [];
    if (own.length > 0) return pair(own, files);
    const [video, ...others] = elsewhereByContent.get(content) ?? [];
    const isClear = video?.isLost && others.length === 0 && files.length === 1 && !keptContents.has(content);
    return isClear ? [{ videoId: video.id, path: files[0]!.path }] : [];
  });
}

/** Videos and files of one content, the most alike first. */
function pair(videos: readonly LostVideo[], files: readonly HashedFile[]): PlannedMove[] {
  const moves: PlannedMove[] = [];
  let waiting = videos;
  let free = files;
  for (const isAlike of [isSamePath, isSameName, () => true]) {
    for (const video of waiting) {
      const file = free.find((each) => isAlike(video, each));
      if (!file) continue;
      moves.push({ videoId: video.id, path: file.path });
      free = free.filter((each) => each !== file);
      waiting = waiting.filter((each) => each !== video);
    }
  }
  return moves;
}

const isSamePath = (a: HashedFile, b: HashedFile) => a.path === b.path;
/** As people read it: Unicode has several ways to write a name, and file systems differ in letter case. */
const nameOf = (file: HashedFile) => path.posix.basename(file.path).normalize('NFC').toLowerCase();
const isSameName = (a: HashedFile, b: HashedFile) => nameOf(a) === nameOf(b);

function byPath<T extends HashedFile>(files: readonly T[]): T[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
