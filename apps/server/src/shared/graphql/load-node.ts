import { parseGlobalId } from './global-id.ts';
import type { NodeType } from './global-id.ts';
import type { Loaders } from './loaders.ts';

/** A row that tells which type it is of. */
export interface TypedNode {
  readonly __typename: NodeType;
}

/** For the resolvers of interfaces and unions: the name of a type is on what is loaded here. */
export function typeNameOf(node: unknown): NodeType {
  const { __typename: type } = node as TypedNode;
  return type;
}

type Load = (key: string, loaders: Loaders) => Promise<object | null | undefined>;

const LOAD: Readonly<Record<NodeType, Load>> = {
  Account: (key, loaders) => loaders.account.load(key),
  Adapter: (key, loaders) => loaders.adapter.load(key),
  ApiToken: (key, loaders) => loaders.apiToken.load(key),
  AuditEntry: (key, loaders) => loaders.auditEntry.load(key),
  Calibration: (key, loaders) => loaders.calibration.load(key),
  Change: (key, loaders) => loaders.change.load(key),
  Concept: (key, loaders) => loaders.concept.load(key),
  ConceptContent: (key, loaders) => loaders.conceptContent.load(key),
  Delivery: (key, loaders) => loaders.delivery.load(key),
  Encoder: (key, loaders) => loaders.catalogueEncoder.load(key),
  EquipmentNode: (key, loaders) => loaders.equipmentNode.load(key),
  Evaluation: (key, loaders) => loaders.evaluation.load(key),
  Job: (key, loaders) => loaders.job.load(key),
  Operator: (key, loaders) => loaders.operator.load(key),
  PromptSet: (key, loaders) => loaders.promptSet.load(key),
  PromptSetVersion: (key, loaders) => loaders.promptSetVersion.load(key),
  Publication: (key, loaders) => loaders.publication.load(key),
  Recipe: (key, loaders) => loaders.recipe.load(key),
  Recognition: (key, loaders) => loaders.recognition.load(key),
  RecognitionVideo: (key, loaders) => loaders.recognitionVideo.load(key),
  Review: (key, loaders) => loaders.review.load(key),
  ReviewQueueItem: (key, loaders) => loaders.reviewQueueItem.load(key),
  Segment: loadSegment,
  Video: (key, loaders) => loaders.video.load(key),
  VideoLibrary: (key, loaders) => loaders.videoLibrary.load(key),
  Vocabulary: (key, loaders) => loaders.vocabulary.load(key),
  VocabularyChange: (key, loaders) => loaders.vocabularyChange.load(key),
  VocabularyVersion: (key, loaders) => loaders.vocabularyVersion.load(key),
  WebhookEndpoint: (key, loaders) => loaders.webhookEndpoint.load(key),
};

/** The object with this global id, and the name of its type; `null` where there is none. */
export async function loadNode(id: string, loaders: Loaders): Promise<TypedNode | null> {
  const parsed = parseGlobalId(id);
  return parsed && isNodeType(parsed.type) ? loadByKey(parsed.type, parsed.key, loaders) : null;
}

/** As {@link loadNode}, by the key inside the id. */
export async function loadByKey(type: NodeType, key: string, loaders: Loaders): Promise<TypedNode | null> {
  const row = await LOAD[type](key, loaders);
  return row ? { ...row, __typename: type } : null;
}

function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(LOAD, type);
}

async function loadSegment(key: string, loaders: Loaders): Promise<object | undefined> {
  const [recognitionVideoId, index] = key.split('/');
  const segments = await loaders.segmentsOf.load({ key: recognitionVideoId, args: {} });
  return segments.find(({ segmentIndex }) => segmentIndex === Number(index));
}
