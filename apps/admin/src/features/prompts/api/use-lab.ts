'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import {
  ComparePromptsDocument,
  ConceptToRewordDocument,
  LabChoicesDocument,
  LabReviewsDocument,
  OpenDraftForPromptsDocument,
  SaveConceptPromptsDocument,
} from '../../../../generated/graphql.ts';
import type {
  ComparePromptsInput,
  LabChoicesQuery,
  LabRecipeFragment,
  LabReviewsQuery,
  LabVersionFragment,
  WordingComparisonFragment,
} from '../../../../generated/graphql.ts';
import { fromContent, toInput } from '../../../lib/concept-content.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** A version of a prompt set that a wording can begin with. */
export interface LabVersion extends LabVersionFragment {
  readonly promptSetId: string;
  readonly name: string;
  /** Number of the prompt set's latest version. */
  readonly latest: number;
}

export interface LabChoices {
  /** Those that have recognised something, used last first. */
  readonly recipes: readonly LabRecipeFragment[];
  readonly versions: readonly LabVersion[];
}

/** Recipes and prompt sets to compare with. */
export function useLabChoices() {
  return useQuery({ ...graphqlQuery(LabChoicesDocument, {}), select: choicesOf });
}

function choicesOf({ recognitions, promptSets }: LabChoicesQuery): LabChoices {
  const used = recognitions.nodes.filter(({ succeededCount }) => succeededCount > 0);
  const recipes = [...new Map(used.map(({ recipe }) => [recipe.id, recipe])).values()];
  const listed = promptSets.nodes.flatMap(({ id, name, versions }) =>
    versions.nodes.map((version) => ({ ...version, promptSetId: id, name, latest: versions.nodes[0]!.number })),
  );
  // An old version that a recipe has is not among the latest ones of its prompt set.
  const latestOf = new Map(listed.map(({ promptSetId, latest }) => [promptSetId, latest]));
  const pinned = recipes.map(({ promptSetVersion: { promptSet, ...version } }) => ({
    ...version,
    promptSetId: promptSet.id,
    name: promptSet.name,
    latest: latestOf.get(promptSet.id) ?? version.number,
  }));
  return { recipes, versions: [...new Map([...listed, ...pinned].map((version) => [version.id, version])).values()] };
}

export type LabReviews = LabReviewsQuery['trainingReadiness'];
export type LabConcept = LabReviews['concepts'][number];

/** What can be compared on. Asked anew at each visit: people review meanwhile. */
export function useLabReviews(recipeId: string) {
  const language = useLocale();
  return useQuery({
    ...graphqlQuery(LabReviewsDocument, { recipeId, language }),
    staleTime: 0,
    select: ({ trainingReadiness }): LabReviews => trainingReadiness,
  });
}

/** What comes of a comparison; ends on the server, too, when nobody waits for it any more. @param input null: nothing is asked */
export function useComparison(input: ComparePromptsInput | null) {
  const language = useLocale();
  const client = useQueryClient();
  const nothing = { recipeId: '', one: {}, other: {} };
  const query = useQuery({
    ...graphqlQuery(ComparePromptsDocument, { input: input ?? nothing, language }),
    enabled: input !== null,
    retry: false,
    select: ({ comparePrompts }): WordingComparisonFragment | null => accepted(comparePrompts).comparison,
  });
  return { query, cancel: () => void client.cancelQueries({ queryKey: ['ComparePrompts'] }) };
}

interface ConceptPrompts {
  readonly vocabularyId: string;
  readonly conceptId: string;
  readonly language: string;
  readonly prompts: readonly string[];
}

/** Puts the prompts of a concept into the vocabulary's draft, which is opened where there is none. @returns where that is */
export function useSaveConceptPrompts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ vocabularyId, conceptId, language, prompts }: ConceptPrompts) => {
      const draft = accepted(
        (await request(OpenDraftForPromptsDocument, { vocabularyId })).openVocabularyDraft,
      ).version;
      const { node } = await request(ConceptToRewordDocument, { conceptId, versionId: draft?.id ?? '' });
      const content = node?.type === 'Concept' ? node.content : null;
      if (!content) throw new Error('the draft does not have this concept any more');
      const { version, concept } = content;
      const said = fromContent(content);
      const put = toInput({
        ...said,
        prompts: { ...said.prompts, [language]: prompts },
        reviewedPrompts: said.reviewedPrompts.filter((reviewed) => reviewed !== language),
      });
      const input = { versionId: version.id, expectedRevision: version.revision, operations: [{ put }] };
      accepted((await request(SaveConceptPromptsDocument, { input })).changeVocabularyDraft);
      return { number: version.number, externalId: concept.externalId };
    },
    // All that shows the draft.
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'ComparePrompts' }),
  });
}
