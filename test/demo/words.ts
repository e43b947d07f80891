import { encodeCp932 } from '../factories/cp932.ts';
import type { Plant } from './plant.ts';

const HEADER = '識別子,コード,用語,読み,同義語,英語,価値区分,定義';
/** As it came from the plant's spreadsheet: two departments have a word each for the same thing. */
const ROWS = [
  'pick-up,W01,取り上げ,とりあげ,持ち上げ,Picking up,incidental,部品をつかみ、作業台から持ち上げる。',
  'open,W02,開ける,あける,,Opening,incidental,部品のふたを開ける。',
  'tighten,W03,締付け,しめつけ,ﾎﾞﾙﾄ締め,Tightening,net,レンチで部品のボルトを締める。① 仮締め ② 本締め',
  'fasten,W04,ネジ締め,ねじじめ,,Fastening,net,レンチで部品を固定する（㈱の旧称）。',
  'hammer,W05,打込み,うちこみ,,Hammering,net,ハンマーで部品を打ち込む。',
  'scan,W06,コード読取り,コードよみとり,ｺｰﾄﾞ読取り,Scanning,incidental,ハンディリーダーで部品のコードを読み取る。',
  'wipe,W07,拭取り,ふきとり,ウエス拭き,Wiping,incidental,ウエスで部品を拭く。',
  'pour,W08,注入,ちゅうにゅう,充填,Filling,net,容器から部品に液体を注ぐ。',
  'tape,W09,テープ貼り,テープはり,封緘,Taping,net,部品にテープを貼る。',
  'inspect,W10,外観検査,がいかんけんさ,目視,Inspecting,incidental,髙さと傷を、ルーペで確認する。',
  'solder,W11,はんだ付け,はんだづけ,,Soldering,net,はんだごてで部品を接合する。',
  'idle,W12,手待ち,てまち,,Waiting beside,waste,両手を作業台に置いて待つ。',
];
const TEMPLATES = ['a worker {label} something', '{label}', 'hands {label} something at a workstation'];

/** The plant's words. Ids are global. */
export interface Words {
  readonly vocabularyId: string;
  readonly versionId: string;
  readonly promptSetVersionId: string;
  /** The bundled one. */
  readonly encoderId: string;
  /** Of concepts, by external id. */
  readonly conceptIds: ReadonlyMap<string, string>;
}

interface Imported {
  readonly version: { readonly id: string; readonly revision: number; readonly vocabulary: { readonly id: string } };
  readonly addedCount: number;
  readonly rowCount: number;
  readonly encoding: string;
}

/** Imports a list of words from a Japanese spreadsheet, publishes it. */
export async function bringWords(plant: Plant): Promise<Words> {
  const { journal, people } = plant;
  const bytes = encodeCp932(`${[HEADER, ...ROWS].join('\r\n')}\r\n`);
  journal.say(`用語.csv: ${ROWS.length} words, ${bytes.length} bytes in CP932, with ①, ㈱, 髙 and ﾎﾞﾙﾄ in half width`);
  const { imported } = await people.curator.ask<{ imported: Imported }>(
    `mutation ($input: ImportVocabularyInput!) { imported: importVocabulary(input: $input) {
       version { id revision vocabulary { id } } addedCount rowCount encoding userErrors { code message } } }`,
    {
      input: {
        name: 'Evening 夕方',
        fileName: '用語.csv',
        content: Buffer.from(bytes).toString('base64'),
        mode: 'fix',
      },
    },
  );
  journal.equal('the file is read as', 'shift_jis', imported.encoding);
  journal.equal('words that were imported', ROWS.length, imported.addedCount);
  const { version } = imported;
  const { published } = await people.curator.ask<{ published: { version: { id: string } } }>(
    `mutation ($input: PublishVocabularyDraftInput!) { published: publishVocabularyDraft(input: $input) {
       version { id } userErrors { code message } } }`,
    { input: { versionId: version.id, expectedRevision: version.revision, notes: '夕方の初版' } },
  );
  const pinned = await choosePrompts(plant);
  const words = { vocabularyId: version.vocabulary.id, versionId: published.version.id, ...pinned };
  const conceptIds = await readBack(plant, words.versionId);
  await findDoubles(plant, words);
  return { ...words, conceptIds };
}

async function choosePrompts({ people }: Plant): Promise<Pick<Words, 'promptSetVersionId' | 'encoderId'>> {
  const { made } = await people.curator.ask<{ made: { promptSet: { latest: { id: string } } } }>(
    `mutation ($input: CreatePromptSetInput!) { made: createPromptSet(input: $input) {
       promptSet { latest { id } } userErrors { code message } } }`,
    { input: { name: 'Evening', language: 'en', templates: TEMPLATES } },
  );
  const { encoders } = await people.curator.ask<{ encoders: { id: string; status: string }[] }>(
    '{ encoders { id status } }',
  );
  const encoderId = encoders.find(({ status }) => status === 'bundled')!.id;
  return { promptSetVersionId: made.promptSet.latest.id, encoderId };
}

interface Content {
  readonly concept: { readonly id: string; readonly externalId: string };
  readonly label: string;
  readonly definitions: readonly { readonly text: string }[];
}

/** Every character is as it was written. @returns ids of concepts, by external id */
async function readBack({ journal, people }: Plant, versionId: string): Promise<ReadonlyMap<string, string>> {
  const { node } = await people.curator.ask<{ node: { contents: { nodes: Content[] } } }>(
    `query ($id: ID!) { node(id: $id) { ... on VocabularyVersion { contents(first: 100) { nodes {
       concept { id externalId } label(language: "ja") definitions { text } } } } } }`,
    { id: versionId },
  );
  const { nodes } = node.contents;
  const isKept = (row: string) => {
    const [id, , label, , , , , definition] = row.split(',');
    const content = nodes.find(({ concept }) => concept.externalId === id);
    return content?.label === label && content?.definitions[0]?.text === definition;
  };
  journal.equal('words and definitions that are there as they were written', ROWS.length, ROWS.filter(isKept).length);
  return new Map(nodes.map(({ concept }) => [concept.externalId, concept.id]));
}

interface Pair {
  readonly one: Pick<Content, 'concept'>;
  readonly other: Pick<Content, 'concept'>;
  readonly similarity: number;
}

/** Before anything is recognised, the encoder tells which two words it can hardly tell apart. */
async function findDoubles({ journal, people }: Plant, words: Omit<Words, 'conceptIds'>): Promise<void> {
  const { found } = await people.curator.ask<{ found: { pairs: Pair[] } }>(
    `query ($input: ConfusableConceptsInput!) { found: confusableConcepts(input: $input) {
       pairs { one { concept { externalId } } other { concept { externalId } } similarity } userErrors { code message } } }`,
    {
      input: {
        vocabularyVersionId: words.versionId,
        promptSetVersionId: words.promptSetVersionId,
        encoderId: words.encoderId,
        minSimilarity: 0.5,
      },
    },
  );
  const [first] = found.pairs;
  const names = [first?.one, first?.other].map((content) => content?.concept.externalId ?? 'none').toSorted();
  journal.equal('the two words that the encoder finds most alike', 'fasten, tighten', names.join(', '));
  journal.say(`their similarity is ${(first?.similarity ?? 0).toFixed(3)}; whether they are one is decided later`);
}
