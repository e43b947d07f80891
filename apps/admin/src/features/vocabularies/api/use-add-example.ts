'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ExampleVideoDocument } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import type { Concept } from '../model/concept.ts';
import type { Contents } from './use-contents.ts';

/** Takes a part of a video as an example of a concept. */
export function useAddExample(versionId: string, concept: Concept, onSet: (change: Partial<Concept>) => void) {
  const queryClient = useQueryClient();
  // Another example may come while this one's video is asked for.
  const latest = useRef(concept);
  useEffect(() => {
    latest.current = concept;
  });
  return async ({ videoId, startMs, endMs }: { videoId: string; startMs: number; endMs: number }) => {
    const { node } = await request(ExampleVideoDocument, { id: videoId });
    if (node?.type !== 'Video' || node.contentSha256 === null) return;
    const { contentSha256: videoSha256 } = node;
    // Known before the example is, so that its picture is seen at once.
    queryClient.setQueryData<Contents>(
      ['VersionContents', versionId],
      (contents) => contents && { ...contents, videos: new Map([...contents.videos, [videoSha256, node]]) },
    );
    onSet({ examples: [...latest.current.examples, { note: '', videoSha256, startMs, endMs }] });
  };
}
