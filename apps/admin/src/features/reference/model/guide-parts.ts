/** What to type for the steps of the guide, by what it is for; `ORIGIN` stands for where the product answers. */
export const GUIDE_PARTS = {
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
  promptSets(first: 100) { nodes { name latest { id number language } } }
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
    outcome
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
  message: `POST /actionary HTTP/1.1
content-type: application/json
user-agent: actionary-webhooks/1
webhook-id: msg_0198c2f0a6b1…_4711
webhook-timestamp: 1795997790
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

{
  "type": "video.recognized",
  "timestamp": "2026-11-30T00:16:30.000Z",
  "data": {
    "sequence": 4711,
    "video": { "id": "…", "externalId": "WO-1042/0915" },
    "library": { "id": "…", "externalId": "station-3-camera" },
    "equipmentNode": { "id": "…", "externalId": "line-2/station-3" },
    "recipe": { "id": "…", "externalId": "assembly-v3" },
    "recognition": { "id": "…" },
    "run": { "id": "…" },
    "recordedAt": "2026-11-30T00:15:00.000Z",
    "workOrder": "WO-1042",
    "serialNumber": "SN-77"
  }
}`,
  eventsOfVideo: `query EventsOfVideo($video: ID!, $after: String) {
  workEvents(first: 100, after: $after, filter: { recipeExternalId: "assembly-v3", videoId: $video }) {
    nodes { id startedAt endedAt concept { externalId } workOrder serialNumber }
    pageInfo { endCursor hasNextPage }
  }
}`,
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
curl 'ORIGIN/events.csv?recipeExternalId=assembly-v3&language=ja' -H "authorization: Bearer $ACTIONARY_TOKEN"
curl 'ORIGIN/work-performance.xml?recipeExternalId=assembly-v3&workOrder=WO-1042' -H "authorization: Bearer $ACTIONARY_TOKEN"`,
};

export type GuidePart = keyof typeof GUIDE_PARTS;
