'use client';

import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { EncoderChoicesDocument } from '../../generated/graphql.ts';
import type { EncoderChoicesQuery } from '../../generated/graphql.ts';
import { graphqlQuery } from '../lib/graphql.ts';

type Encoder = EncoderChoicesQuery['encoders'][number];
type PromptSet = EncoderChoicesQuery['promptSets']['nodes'][number];

const NO_CHOICES: EncoderChoicesQuery = { encoders: [], promptSets: { nodes: [] } };

/** The encoder and the prompt set that a person looks at words with; kept in the browser, the same on all pages. */
export function useEncoderChoice() {
  const { data = NO_CHOICES, isPending } = useQuery(graphqlQuery(EncoderChoicesDocument, {}));
  const [encoderId, setEncoder] = useLocalStorage<string | null>({ key: 'actionary-encoder', defaultValue: null });
  const [promptSetId, setPromptSet] = useLocalStorage<string | null>({
    key: 'actionary-prompt-set',
    defaultValue: null,
  });
  const encoders = data.encoders.filter(({ status }) => status !== 'available');
  const encoder = encoders.find(({ id }) => id === encoderId) ?? encoders[0];
  const promptSets = data.promptSets.nodes;
  const promptSet = promptSets.find(({ id }) => id === promptSetId) ?? readable(promptSets, encoder) ?? promptSets[0];
  return { isPending, encoders, encoder, promptSets, promptSet, setEncoder, setPromptSet };
}

export type EncoderChoice = ReturnType<typeof useEncoderChoice>;

/** The first prompt set in a language of the encoder. */
function readable(promptSets: readonly PromptSet[], encoder: Encoder | undefined): PromptSet | undefined {
  const languages = encoder?.languages.map((tag) => tag.split('-')[0]) ?? [];
  return promptSets.find(({ latest }) => languages.includes(latest.language.split('-')[0]!));
}
