import type { SequencedChange } from '@actionary/database';
import { toGlobalId } from '../graphql/global-id.ts';
import type { NodeType } from '../graphql/global-id.ts';

/** What changes name, by the name it has there and in their types. */
const NODE_TYPES: Readonly<Record<string, NodeType>> = {
  equipment: 'EquipmentNode',
  equipmentNode: 'EquipmentNode',
  job: 'Job',
  library: 'VideoLibrary',
  publication: 'Publication',
  recipe: 'Recipe',
  recognition: 'Recognition',
  run: 'RecognitionVideo',
  version: 'VocabularyVersion',
  video: 'Video',
  vocabulary: 'Vocabulary',
};

/** What has changed: its type, and the key of its id. */
export function subjectOf({ type, subjectId }: SequencedChange): { readonly type: NodeType; readonly key: string } {
  const [noun] = type.split('.');
  return { type: NODE_TYPES[noun!]!, key: subjectId };
}

/** A change's data as others are told: things by their global ids. */
export function changeData({ data }: SequencedChange): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data as Record<string, unknown>).map(([name, value]) => [
      name,
      isReference(value) ? told(name, value) : value,
    ]),
  );
}

interface Reference {
  readonly id: string;
  readonly externalId?: string;
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'id' in value;
}

function told(name: string, { id, ...rest }: Reference): Reference {
  return { id: toGlobalId(NODE_TYPES[name]!, id), ...rest };
}
