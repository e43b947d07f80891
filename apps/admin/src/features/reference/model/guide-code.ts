/** Steps of the guide, in their order. */
export const GUIDE_STEPS = [
  'token',
  'ask',
  'register',
  'recipe',
  'record',
  'follow',
  'webhooks',
  'events',
  'replay',
  'files',
  'limits',
] as const;

export type GuideStep = (typeof GUIDE_STEPS)[number];

/** What to type for the steps, by what it is for. */
export type GuidePart =
  'ask' | 'register' | 'choices' | 'recipe' | 'record' | 'follow' | 'reasons' | 'stream' | 'events' | 'files';

export interface GuideCode {
  readonly part: GuidePart;
  readonly code: string;
}

/** What to type for a step, in its order. @param origin where the product answers */
export function guideCode(step: GuideStep, origin: string): GuideCode[] {
  return (PARTS[step] ?? []).map((part) => ({ part, code: CODE[part].replaceAll('ORIGIN', origin) }));
}

const PARTS: Readonly<Partial<Record<GuideStep, readonly GuidePart[]>>> = {
  ask: ['ask'],
  register: ['register'],
  recipe: ['choices', 'recipe'],
  record: ['record'],
  follow: ['follow', 'reasons', 'stream'],
  events: ['events'],
  files: ['files'],
};

const CODE: Readonly<Record<GuidePart, string>> = {
  ask: `export ACTIONARY_TOKEN=actionary_…
curl ORIGIN/graphql -H "authorization: Bearer $ACTIONARY_TOKEN" -H 'content-type: application/json' \\
  --data '{ "query": "{ changeCursor equipmentNodes(rootsOnly: true) { externalId name } }" }'`,
  register: `mutation {
  upsertEquipmentNode(input: { externalId: "line-2/station-3", level: WorkCell, name: "Station 3" }) {
    outcome
    equipmentNode { id }
    userErrors { code field message }
  }
  upsertVideoLibrary(
    input: { externalId: "station-3-camera", equipmentExternalId: "line-2/station-3", name: "Camera" }
  ) {
    outcome
    videoLibrary { id folder }
    userErrors { code field message }
  }
}`,
  choices: `{
  vocabularies(first: 100) { nodes { name latestPublished { id number } } }
  promptSets(first: 100) { nodes { name versions(first: 1) { nodes { id number language } } } }
  encoders { id title status }
}`,
  recipe: `mutation Pin($vocabularyVersionId: ID!, $promptSetVersionId: ID!, $encoderId: ID!) {
  createRecipe(
    input: {
      externalId: "assembly-v3"
      name: "Assembly"
      vocabularyVersionId: $vocabularyVersionId
      promptSetVersionId: $promptSetVersionId
      encoderId: $encoderId
    }
  ) {
    recipe { id externalId name }
    userErrors { code field message }
  }
}`,
  record: `mutation {
  registerRecording(
    input: {
      libraryExternalId: "station-3-camera"
      path: "0915.mp4"
      externalId: "WO-1042/0915"
      recordedAt: "2026-11-30T00:15:00Z"
      workOrder: "WO-1042"
      serialNumber: "SN-77"
      recipeExternalId: "assembly-v3"
    }
  ) {
    outcome
    video { id }
    recognition { id state }
    userErrors { code field message }
  }
}`,
  follow: `query Follow($after: String) {
  changes(types: ["video.recognized", "recognition.failed"], after: $after) {
    nodes { sequence type subjectId occurredAt data }
    pageInfo { endCursor hasNextPage }
  }
}`,
  reasons: `query Reasons($recognition: ID!) {
  node(id: $recognition) {
    ... on Recognition {
      state
      videos(first: 100, state: failed) { nodes { video { name externalId } error { code message } } }
    }
  }
}`,
  stream: `curl -N ORIGIN/graphql/stream -H "authorization: Bearer $ACTIONARY_TOKEN" \\
  -H 'content-type: application/json' -H 'accept: text/event-stream' \\
  --data '{ "query": "subscription { changes(types: [\\"video.recognized\\", \\"recognition.failed\\"]) { cursor node { type data } } }" }'`,
  events: `{
  workEvents(
    first: 100
    filter: {
      recipeExternalId: "assembly-v3"
      equipmentExternalId: "line-2/station-3"
      from: "2026-11-30T00:00:00Z"
      before: "2026-11-30T01:00:00Z"
    }
  ) {
    nodes {
      startedAt
      endedAt
      probability
      concept { externalId }
      currentContents { label(language: "ja") }
      workOrder
      serialNumber
    }
    pageInfo { endCursor hasNextPage }
  }
}`,
  files: `curl ORIGIN/schema.graphql -H "authorization: Bearer $ACTIONARY_TOKEN"
curl ORIGIN/events.csv?recipeExternalId=assembly-v3 -H "authorization: Bearer $ACTIONARY_TOKEN"
curl ORIGIN/work-performance.xml?recipeExternalId=assembly-v3 -H "authorization: Bearer $ACTIONARY_TOKEN"`,
};
