import type { Api } from '../factories/api.ts';
import type { Film } from './plan.ts';

export interface TimelineSegment {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  /** External id of the concept that was recognised; null: unknown. */
  readonly concept: string | null;
  /** External ids of what it counts as under the latest words. */
  readonly current: readonly string[];
}

/** What is current of a film. */
export interface Timeline {
  readonly film: Film;
  readonly videoId: string;
  /** External id of the recipe. */
  readonly recipe: string;
  readonly segments: readonly TimelineSegment[];
}

interface Named {
  readonly externalId: string;
}

interface AskedVideo {
  readonly id: string;
  readonly name: string;
  readonly currentRecognitions: readonly {
    readonly recognition: { readonly recipe: Named };
    readonly segments: readonly (Pick<TimelineSegment, 'id' | 'startMs' | 'endMs'> & {
      readonly concept: Named | null;
      readonly currentContents: readonly { readonly concept: Named }[];
    })[];
  }[];
}

const CURRENT = `query ($after: String, $filter: VideoFilter) { page: videos(first: 25, after: $after, filter: $filter) {
  nodes { id name currentRecognitions { recognition { recipe { externalId } } segments {
    id startMs endMs concept { externalId } currentContents { concept { externalId } } } } }
  pageInfo { hasNextPage endCursor } } }`;

/** What is current of the films that the product knows, in the order of their names. @param nodeId of the plant */
export async function readTimelines(api: Api, nodeId: string, films: readonly Film[]): Promise<Timeline[]> {
  const videos = await api.all<AskedVideo>(CURRENT, { filter: { equipmentNodeId: nodeId } });
  const byName = new Map(films.map((film) => [film.name, film]));
  const timelines = videos.flatMap(({ id, name, currentRecognitions: [run] }) => {
    const film = byName.get(name);
    if (!film || !run) return [];
    const segments = run.segments.map(({ concept, currentContents, ...segment }) => ({
      ...segment,
      concept: concept?.externalId ?? null,
      current: currentContents.map((content) => content.concept.externalId),
    }));
    return [{ film, videoId: id, recipe: run.recognition.recipe.externalId, segments }];
  });
  return timelines.toSorted((one, other) => (one.film.name < other.film.name ? -1 : 1));
}

/** Whether segments follow each other without a gap, from the beginning of the film to its end. */
export function tilesFilm({ film, segments }: Timeline, toleranceMs: number): boolean {
  let atMs = 0;
  for (const { startMs, endMs } of segments) {
    if (startMs !== atMs || endMs <= startMs) return false;
    atMs = endMs;
  }
  return Math.abs(atMs - film.durationMs) <= toleranceMs;
}
