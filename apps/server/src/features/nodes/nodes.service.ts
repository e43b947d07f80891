import { findEncoder } from '../../shared/encoder-catalogue.ts';
import { parseGlobalId } from '../../shared/global-id.ts';
import type { NodeType } from '../../shared/global-id.ts';
import type { Loaders } from '../../shared/loaders.ts';

type Load = (key: string, loaders: Loaders) => Promise<object | null | undefined>;

const LOAD: Readonly<Record<NodeType, Load>> = {
  Concept: (key, loaders) => loaders.concept.load(key),
  ConceptContent: loadContent,
  Encoder: (key) => findEncoder(key),
  EquipmentNode: (key, loaders) => loaders.equipmentNode.load(key),
  Job: (key, loaders) => loaders.job.load(key),
  PromptSet: (key, loaders) => loaders.promptSet.load(key),
  PromptSetVersion: (key, loaders) => loaders.promptSetVersion.load(key),
  Recipe: (key, loaders) => loaders.recipe.load(key),
  Recognition: (key, loaders) => loaders.recognition.load(key),
  RecognitionVideo: (key, loaders) => loaders.recognitionVideo.load(key),
  Segment: loadSegment,
  Video: (key, loaders) => loaders.video.load(key),
  VideoLibrary: (key, loaders) => loaders.videoLibrary.load(key),
  Vocabulary: (key, loaders) => loaders.vocabulary.load(key),
  VocabularyVersion: (key, loaders) => loaders.vocabularyVersion.load(key),
};

/** The object with this global id; `null` where there is none. */
export async function loadNode(id: string, loaders: Loaders): Promise<object | null> {
  const parsed = parseGlobalId(id);
  if (!parsed || !isNodeType(parsed.type)) return null;
  const row = await LOAD[parsed.type](parsed.key, loaders);
  return row ? { ...row, __typename: parsed.type } : null;
}

function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(LOAD, type);
}

async function loadContent(key: string, loaders: Loaders): Promise<object | null> {
  const [versionId, conceptId] = key.split('/');
  const concepts = await loaders.conceptsOfVersion.load(versionId!);
  const found = concepts.find((concept) => concept.conceptId === conceptId);
  return found ? { ...found, versionId } : null;
}

async function loadSegment(key: string, loaders: Loaders): Promise<object | undefined> {
  const [recognitionVideoId, index] = key.split('/');
  const segments = await loaders.segmentsOf.load({ key: recognitionVideoId!, args: {} });
  return segments.find(({ segmentIndex }) => segmentIndex === Number(index));
}
