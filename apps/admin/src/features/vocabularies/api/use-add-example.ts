'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ExampleVideoDocument } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import type { Concept } from '../model/concept.ts';
import type { Contents } from './use-contents.ts';

/** Takes a part of a video as an example of a concept. */
export function useAddExample(versionId: string, concept: Concept, onSet: (change: Partial<Concept>) => void) {
  const queryClient = useQueryClient();
  return async ({ videoId, startMs, endMs }: { videoId: string; startMs: number; endMs: number }) => {
    const { node } = await request(ExampleVideoDocument, { id: videoId });
    if (node?.type !== 'Video' || node.contentSha256 === null) return;
    const { contentSha256: videoSha256 } = node;
    // Known before the example is, since the API takes the video's id.
    queryClient.setQueryData<Contents>(
      ['VersionContents', versionId],
      (contents) => contents && { ...contents, videos: new Map([...contents.videos, [videoSha256, node]]) },
    );
    onSet({ examples: [...concept.examples, { note: '', videoSha256, startMs, endMs }] });
  };
}
