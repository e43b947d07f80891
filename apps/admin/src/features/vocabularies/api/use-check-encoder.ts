'use client';

import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { EditorEncodersDocument } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';

/** Encoder and prompt set that words are checked with while people type; remembered by the browser. */
export function useCheckEncoder() {
  const { data } = useQuery({ ...graphqlQuery(EditorEncodersDocument, {}), staleTime: 60_000 });
  const [chosenEncoder, setEncoder] = useLocalStorage<string>({ key: 'actionary-check-encoder', defaultValue: '' });
  const [chosenSet, setPromptSet] = useLocalStorage<string>({ key: 'actionary-check-prompts', defaultValue: '' });
  const encoders = data?.encoders.filter(({ state }) => state !== 'available') ?? [];
  const promptSets = data?.promptSets.nodes ?? [];
  const encoder = encoders.find(({ id }) => id === chosenEncoder) ?? encoders[0];
  const fitting = promptSets.find(({ latest }) => encoder?.languages.includes(latest.language));
  const promptSet = promptSets.find(({ id }) => id === chosenSet) ?? fitting ?? promptSets[0];
  return {
    encoders,
    promptSets,
    encoderId: encoder?.id,
    contextLength: encoder?.contextLength,
    promptSetId: promptSet?.id,
    promptSetVersionId: promptSet?.latest.id,
    setEncoder,
    setPromptSet,
  };
}

export type CheckEncoder = ReturnType<typeof useCheckEncoder>;
