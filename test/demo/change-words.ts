import { decideQueue } from './decide.ts';
import { archiveOf } from './plant.ts';
import type { Plant } from './plant.ts';
import type { Recognised } from './recognise.ts';
import type { Reviewed } from './review.ts';
import { readTimelines } from './timelines.ts';
import type { TimelineSegment } from './timelines.ts';
import type { Words } from './words.ts';

/** What is merged into what, and what is split by the thing that is worked on. */
export const MERGED = { gone: 'fasten', stays: 'tighten' };
export const SPLIT = { gone: 'hammer', into: ['hammer-motor', 'hammer-gear'] };

const SPLIT_WORDS = [
  { object: 'motor', ja: 'モーター打込み', en: 'Hammering motor', notation: 'W05-1' },
  { object: 'gear', ja: '歯車打込み', en: 'Hammering gear', notation: 'W05-2' },
].map(({ object, ja, en, notation }) => ({
  externalId: `${SPLIT.gone}-${object}`,
  notation,
  prefLabels: [
    { language: 'ja', text: ja },
    { language: 'en', text: en },
  ],
  // Templates have no place for the thing that is worked on.
  prompts: [
    {
      language: 'en',
      texts: [
        `a worker hammering the ${object}`,
        `hammering ${object}`,
        `hands hammering a ${object} at a workstation`,
      ],
    },
  ],
  facets: [{ facet: 'valueClass', values: ['net'] }],
}));

const OPERATIONS = [
  { merge: { externalIds: [MERGED.gone], intoExternalId: MERGED.stays } },
  { split: { externalId: SPLIT.gone, into: SPLIT_WORDS } },
];

interface Draft {
  readonly id: string;
  readonly revision: number;
}

/** Merges two words that mean the same and splits one; what was recognised and reviewed follows. @returns the words as they are then */
export async function changeWords(
  plant: Plant,
  words: Words,
  { timelines: before }: Recognised,
  reviewed: Reviewed,
): Promise<Words> {
  const { people, journal } = plant;
  const { opened } = await people.curator.ask<{ opened: { version: Draft } }>(
    `mutation ($id: ID!) { opened: openVocabularyDraft(vocabularyId: $id) {
       version { id revision } userErrors { code message } } }`,
    { id: words.vocabularyId },
  );
  const { changed } = await people.curator.ask<{ changed: { version: Draft } }>(
    `mutation ($input: ChangeVocabularyDraftInput!) { changed: changeVocabularyDraft(input: $input) {
       version { id revision } userErrors { code message } } }`,
    { input: { versionId: opened.version.id, expectedRevision: opened.version.revision, operations: OPERATIONS } },
  );
  journal.say('締付け and ネジ締め become one; 打込み is split by what is hammered: a motor or a gear');
  const segments = before.flatMap((timeline) => timeline.segments);
  await foretell(plant, changed.version.id, segments, reviewed);
  await people.curator.ask(
    `mutation ($input: PublishVocabularyDraftInput!) { published: publishVocabularyDraft(input: $input) {
       version { id } userErrors { code message } } }`,
    { input: { versionId: changed.version.id, expectedRevision: changed.version.revision, notes: '統合と分割' } },
  );
  const after = await readTimelines(people.engineer, plant.nodeId, archiveOf(plant));
  follow(
    plant,
    segments,
    after.flatMap((timeline) => timeline.segments),
  );
  await decideQueue(plant, words, reviewed.counts.get(SPLIT.gone) ?? 0);
  return { ...words, versionId: changed.version.id };
}

interface Impact {
  readonly undecidedReviewCount: number;
  readonly concepts: readonly { readonly concept: { readonly externalId: string }; readonly segmentCount: number }[];
}

/** What publishing will touch, told before. */
async function foretell(
  { people, journal }: Plant,
  versionId: string,
  segments: readonly TimelineSegment[],
  { counts }: Reviewed,
): Promise<void> {
  const { node } = await people.curator.ask<{ node: { impact: Impact } }>(
    `query ($id: ID!) { node(id: $id) { ... on VocabularyVersion { impact {
       undecidedReviewCount concepts { concept { externalId } segmentCount } } } } }`,
    { id: versionId },
  );
  for (const gone of [MERGED.gone, SPLIT.gone]) {
    const told = node.impact.concepts.find(({ concept }) => concept.externalId === gone)?.segmentCount ?? 0;
    const actual = segments.filter(({ concept }) => concept === gone).length;
    journal.equal(`before publishing: segments of ${gone} that it will touch`, actual, told);
  }
  journal.equal('reviews that will wait for a person', counts.get(SPLIT.gone) ?? 0, node.impact.undecidedReviewCount);
}

/** Nothing is written again, and everything counts as it should. */
function follow({ journal }: Plant, before: readonly TimelineSegment[], after: readonly TimelineSegment[]): void {
  const meant = (concept: string | null): readonly string[] => {
    if (concept === null) return [];
    if (concept === MERGED.gone) return [MERGED.stays];
    return concept === SPLIT.gone ? SPLIT.into : [concept];
  };
  const isAsItShould = (segment: TimelineSegment, index: number) => {
    const { current, ...rest } = after[index]!;
    const { current: _, ...same } = segment;
    const expected = meant(segment.concept).toSorted();
    return (
      JSON.stringify(rest) === JSON.stringify(same) && JSON.stringify(current.toSorted()) === JSON.stringify(expected)
    );
  };
  journal.equal('segments, none written again', before.length, after.length);
  journal.equal(
    'segments that count as the change says, the others as before',
    before.length,
    before.filter(isAsItShould).length,
  );
}
