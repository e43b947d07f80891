import type { NamedThingFragment } from '../../generated/graphql.ts';

/** What something was done to, or has happened to. */
export interface NamedThing {
  readonly id: string;
  /** The name of its type; null: it has gone, and nothing else tells. */
  readonly type: string | null;
  /** As it is now; null: it has gone. */
  readonly node: NamedThingFragment | null;
}

type JobNode = Extract<NamedThingFragment, { __typename: 'Job' }>;

/** Pages of one thing, by its type. */
const PAGES: Readonly<Record<string, string>> = {
  Adapter: '/adapters',
  Calibration: '/calibrations',
  Evaluation: '/evaluations',
  PromptSet: '/prompts',
  Recognition: '/recognitions',
  Video: '/videos',
  Vocabulary: '/vocabularies',
};

/** Where it is shown; null: it has no page of its own, or has gone. */
export function placeOf({ id, type, node }: NamedThing): string | null {
  const page = type !== null && Object.hasOwn(PAGES, type) ? PAGES[type] : undefined;
  return node && page ? `${page}/${id}` : null;
}

/** What people call it; null: it has no name, or has gone. @param locale of the labels of concepts */
export function nameOf({ node }: Pick<NamedThing, 'node'>, locale = 'en'): string | null {
  if (!node) return null;
  switch (node.__typename) {
    case 'Concept':
      return labelIn(node.content?.prefLabels ?? [], locale);
    case 'Delivery':
      return node.endpoint.url;
    case 'Encoder':
      return node.title;
    case 'Evaluation':
    case 'Recognition':
      return node.recipe.name;
    case 'Job':
      return jobSubject(node);
    case 'PromptSetVersion':
      return node.promptSet.name;
    case 'Publication':
      return node.recognition.recipe.name;
    case 'RecognitionVideo':
      return node.video.name;
    case 'Review':
      return node.ofVideo?.name ?? null;
    case 'ReviewQueueItem':
      return node.review.ofVideo?.name ?? null;
    case 'VocabularyVersion':
      return node.vocabulary.name;
    case 'WebhookEndpoint':
      return node.url;
    default:
      return 'name' in node ? node.name : null;
  }
}

function labelIn(
  labels: readonly { readonly language: string; readonly text: string }[],
  locale: string,
): string | null {
  return (labels.find(({ language }) => language === locale) ?? labels[0])?.text ?? null;
}

/** What a job works on, or with. */
function jobSubject({ ofLibrary, ofRecognition, ofEncoder, ofRecipe }: JobNode): string | null {
  return ofLibrary?.name ?? ofRecognition?.recipe.name ?? ofEncoder?.title ?? ofRecipe?.name ?? null;
}
