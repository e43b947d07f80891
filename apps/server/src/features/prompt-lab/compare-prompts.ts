import type { Recipe } from '@actionary/database';
import { compareAnswers, isBeyondChance, templateEffects } from '@actionary/inference/domain';
import type { AnswerComparison } from '@actionary/inference/domain';
import type { ComparePromptsInput, TemplateEffect } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { contentsOf } from '../../shared/concepts/version-concepts.ts';
import { toEstimate } from '../../shared/reviews/estimate.ts';
import { done, inputKey, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { findExamples } from '../../shared/reviews/reviewed-examples.ts';
import { askWordings } from './ask-wordings.ts';
import type { Answers, ReviewedWords } from './ask-wordings.ts';
import { readWording } from './wording.ts';
import type { Wording } from './wording.ts';

/** Different texts for the encoder: a minute of CLIP's on two cores. */
const MAX_PROMPTS = 4000;
/** Templates × concepts × spans: some seconds. */
const MAX_PRODUCTS = 20_000_000;

export interface PromptComparisonRow {
  readonly spanCount: number;
  readonly videoCount: number;
  readonly unembeddedCount: number;
  readonly oneRightCount: number;
  readonly otherRightCount: number;
  readonly difference: ReturnType<typeof toEstimate>;
  readonly pValue: number;
  readonly isBeyondChance: boolean;
  readonly concepts: WordedConceptRow[];
  readonly templates: TemplateEffect[];
}

/** A concept in a comparison. @public codegen.yml names it */
export interface WordedConceptRow {
  readonly content: VersionedConcept;
  readonly spanCount: number;
  readonly oneRightCount: number;
  readonly otherRightCount: number;
  /** All of them; those that are right under one wording only come first. */
  readonly changes: readonly RewordedSpanRow[];
}

/** A span that is seen otherwise. @public codegen.yml names it */
export interface RewordedSpanRow {
  readonly contentSha256: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly oneContent: VersionedConcept;
  readonly otherContent: VersionedConcept;
}

/** Compares two wordings of a recipe's concepts on what has been reviewed. */
export function comparePrompts(context: Context, input: ComparePromptsInput): Promise<Result<PromptComparisonRow>> {
  return settle(async () => {
    const recipe = await context.loaders.recipe.load(inputKey('Recipe', input.recipeId, 'recipeId'));
    if (!recipe) return refuse('NOT_FOUND', 'recipeId', 'there is no such recipe');
    const reviewed = await reviewedWords(context, recipe);
    const one = await readWording(context, input.one, 'one', reviewed.concepts);
    const other = await readWording(context, input.other, 'other', reviewed.concepts);
    refuseTooMuch(reviewed, [one, other]);
    const answers = await askWordings(context, recipe, reviewed, { one, other });
    return done(tell(reviewed, one, answers));
  });
}

async function reviewedWords({ db, loaders }: Context, recipe: Recipe): Promise<ReviewedWords> {
  const { id, vocabularyId } = (await loaders.vocabularyVersion.load(recipe.vocabularyVersionId))!;
  const all = await loaders.conceptsOfVersion.load(id);
  const active = all.filter(({ status }) => status === 'active').map(({ conceptId }) => conceptId);
  const [concepts, examples] = await Promise.all([
    contentsOf(id, active, loaders),
    findExamples(db, recipe, { vocabularyId, wantedIds: new Set(active) }),
  ]);
  const indexOf = new Map(concepts.map(({ conceptId }, index) => [conceptId, index]));
  return { concepts, examples, truth: examples.spans.map(({ conceptId }) => indexOf.get(conceptId)!) };
}

function refuseTooMuch({ concepts, examples }: ReviewedWords, [one, other]: readonly [Wording, Wording]): void {
  const spanCount = examples.spans.length;
  if (spanCount === 0) {
    const embed = examples.unembeddedCount > 0 ? ', or recognise the videos of those that are reviewed' : '';
    refuse('INVALID', 'recipeId', `there are no reviewed spans to compare on: review some${embed}`, 'nothingReviewed');
  }
  const promptCount = new Set([one, other].flatMap(({ prompts }) => prompts.flat())).size;
  if (promptCount > MAX_PROMPTS)
    refuse('INVALID', null, `${promptCount} different prompts, at most ${MAX_PROMPTS}: use fewer templates`, {
      reason: 'tooManyPrompts',
      count: promptCount,
      most: MAX_PROMPTS,
    });
  const productCount = Math.max(one.templates.length, other.templates.length) * concepts.length * spanCount;
  if (productCount > MAX_PRODUCTS) {
    const product = `${productCount} templates × concepts × spans`;
    refuse('INVALID', null, `${product}, at most ${MAX_PRODUCTS}: use fewer templates`, 'tooMuchToCompare');
  }
}

function tell(reviewed: ReviewedWords, one: Wording, answers: Answers): PromptComparisonRow {
  const { examples, truth } = reviewed;
  const videos = examples.spans.map(({ contentSha256 }) => contentSha256);
  const rightOf = (said: readonly number[]) => said.map((concept, span) => concept === truth[span]);
  const compare = (said: readonly number[]) => compareAnswers(rightOf(answers.one), rightOf(said), videos);
  const comparison = compare(answers.other);
  return {
    spanCount: videos.length,
    videoCount: comparison.difference.videoCount,
    unembeddedCount: examples.unembeddedCount,
    oneRightCount: rightOf(answers.one).filter(Boolean).length,
    otherRightCount: rightOf(answers.other).filter(Boolean).length,
    difference: toEstimate(comparison.difference),
    pValue: comparison.pValue,
    isBeyondChance: isBeyondChance(comparison, comparison.pValue),
    concepts: tellConcepts(reviewed, answers),
    templates: tellTemplates(one, answers, compare),
  };
}

function tellConcepts({ concepts, examples, truth }: ReviewedWords, { one, other }: Answers): WordedConceptRow[] {
  const spansOf = Map.groupBy(truth.keys(), (span) => truth[span]);
  return concepts.flatMap((content, concept) => {
    const spans = spansOf.get(concept);
    if (!spans) return [];
    const isRight = (said: readonly number[]) => (span: number) => said[span] === concept;
    const isDecisive = (span: number) => isRight(one)(span) || isRight(other)(span);
    const changed = spans.filter((span) => one[span] !== other[span]);
    const told = [...changed.filter(isDecisive), ...changed.filter((span) => !isDecisive(span))];
    return {
      content,
      spanCount: spans.length,
      oneRightCount: spans.filter(isRight(one)).length,
      otherRightCount: spans.filter(isRight(other)).length,
      changes: told.map((span) => ({
        ...examples.spans[span],
        oneContent: concepts[one[span]],
        otherContent: concepts[other[span]],
      })),
    };
  });
}

function tellTemplates(
  { templates }: Wording,
  { without }: Answers,
  compare: (said: readonly number[]) => AnswerComparison,
): TemplateEffect[] {
  const indices = [...without.keys()];
  const effects = templateEffects([...without.values()].map(compare));
  return effects.map((effect, place) => ({
    __typename: 'TemplateEffect',
    index: indices[place],
    template: templates[indices[place]],
    withoutDifference: { __typename: 'Estimate', ...toEstimate(effect.without.difference) },
    pValue: effect.adjustedPValue,
    isHarmful: effect.isHarmful,
  }));
}
