'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { VocabularyContents } from '@actionary/inference/domain';
import { VersionContentsDocument } from '../../../../generated/graphql.ts';
import type { ConceptFieldsFragment } from '../../../../generated/graphql.ts';
import { fromContent } from '../../../lib/concept-content.ts';
import { request } from '../../../lib/graphql.ts';
import type { ExampleVideo, ExampleVideos } from '../model/concept.ts';

export interface Contents {
  /** Revision of the version that was read. */
  readonly revision: number;
  /** By external id. */
  readonly saved: VocabularyContents;
  /** Videos of the examples. */
  readonly videos: ExampleVideos;
  /** Ids of the concepts in the API, by external id. */
  readonly conceptIds: ReadonlyMap<string, string>;
}

/** How much has been loaded: 0 … 1. */
type OnProgress = (share: number) => void;

/** All concepts of a version; page by page, so that many thousands come along with a visible progress. */
export function useContents(versionId: string | undefined) {
  const [progress, setProgress] = useState(0);
  const query = useQuery({ ...contentsQuery(versionId ?? '', setProgress), enabled: versionId !== undefined });
  return { query, progress };
}

export function contentsQuery(versionId: string, onProgress: OnProgress = () => {}) {
  return {
    queryKey: ['VersionContents', versionId],
    queryFn: ({ signal }: { signal: AbortSignal }) => loadContents(versionId, onProgress, signal),
    // A published version never changes; a draft is read again when its revision tells so.
    staleTime: Number.POSITIVE_INFINITY,
  };
}

async function loadContents(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<Contents> {
  const nodes: ConceptFieldsFragment[] = [];
  let page = await loadPage(id, null, signal);
  // Edits made meanwhile raise the revision, and are seen by that afterwards.
  const { revision } = page;
  for (;;) {
    nodes.push(...page.contents.nodes);
    onProgress(page.conceptCount === 0 ? 1 : nodes.length / page.conceptCount);
    const { hasNextPage, endCursor } = page.contents.pageInfo;
    if (!hasNextPage) return { revision, ...contentsOf(nodes) };
    page = await loadPage(id, endCursor, signal);
  }
}

/** What is kept of concepts as the API gives them. */
function contentsOf(nodes: readonly ConceptFieldsFragment[]): Omit<Contents, 'revision'> {
  const videos = nodes
    .flatMap(({ examples }) => examples)
    .flatMap(({ video }) => (video?.contentSha256 ? [[video.contentSha256, video] as [string, ExampleVideo]] : []));
  return {
    saved: new Map(nodes.map((node) => [node.concept.externalId, fromContent(node)])),
    videos: new Map(videos),
    conceptIds: new Map(nodes.map(({ concept }) => [concept.externalId, concept.id])),
  };
}

async function loadPage(id: string, after: string | null, signal: AbortSignal) {
  const { node } = await request(VersionContentsDocument, { id, after }, { signal });
  if (node?.type !== 'VocabularyVersion') throw new Error('there is no such version');
  return node;
}
