/** Global ids: opaque to clients, `Type:key` inside. */

export type NodeType =
  | 'Account'
  | 'Adapter'
  | 'ApiToken'
  | 'AuditEntry'
  | 'Calibration'
  | 'Change'
  | 'Concept'
  | 'ConceptContent'
  | 'Delivery'
  | 'Encoder'
  | 'EquipmentNode'
  | 'Evaluation'
  | 'Job'
  | 'Operator'
  | 'PromptSet'
  | 'PromptSetVersion'
  | 'Publication'
  | 'Recipe'
  | 'Recognition'
  | 'RecognitionVideo'
  | 'Review'
  | 'ReviewQueueItem'
  | 'Segment'
  | 'Video'
  | 'VideoLibrary'
  | 'Vocabulary'
  | 'VocabularyChange'
  | 'VocabularyVersion'
  | 'WebhookEndpoint';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BY_UUID = new RegExp(`^${UUID}$`);
/** Keys that are not one uuid. */
const KEYS: Partial<Record<string, RegExp>> = {
  Change: /^[1-9]\d{0,17}$/,
  ConceptContent: new RegExp(`^${UUID}/${UUID}$`),
  Segment: new RegExp(`^${UUID}/\\d{1,9}$`),
  Encoder: /^[a-z0-9][a-z0-9._-]{0,63}$/,
};

export function toGlobalId(type: NodeType, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** @returns `null` for what is not an id of ours, so that a key is safe to ask the database for */
export function parseGlobalId(id: string): { type: string; key: string } | null {
  const text = Buffer.from(id, 'base64url').toString();
  const split = text.indexOf(':');
  const type = text.slice(0, split);
  const key = text.slice(split + 1);
  return split > 0 && (KEYS[type] ?? BY_UUID).test(key) ? { type, key } : null;
}

/** The key in an id of this type; `null` for any other id. */
export function keyOf(type: NodeType, id: string): string | null {
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.key : null;
}
