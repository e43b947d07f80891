import { beforeAll, describe, expect, test } from '@jest/globals';
import { Parser } from 'saxen';
import { createApiToken } from '../../../../../prisma/src/index.ts';
import type { Permission } from '../../../../../prisma/src/index.ts';
import { film, makeFilmedSite, makeStation } from '../../../../../test/factories/filmed.ts';
import type { FilmedPart, FilmedSite } from '../../../../../test/factories/filmed.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer({ signIn: { publicUrl: null, oidc: null } });
const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const HOSTILE = '=HYPERLINK("http://x")<&>\u0085';

let authorization: string;
let site: FilmedSite;

async function tokenOf(permissions: readonly Permission[]): Promise<string> {
  const input = { name: 'MES', permissions, expiresAt: null, requestsPerMinute: null, createdBy: null };
  return `Bearer ${valueOf(await createApiToken(server.db, input)).secret}`;
}

beforeAll(async () => {
  const { db } = server;
  authorization = await tokenOf(['read']);
  site = await makeFilmedSite(db);
  const [one, other] = [await makeStation(db, 'CELL-1'), await makeStation(db, 'CELL-2')];
  await db.prisma.equipmentNode.updateMany({ where: { externalId: 'CELL-2' }, data: { name: HOSTILE } });
  const many = Array.from({ length: 600 }, (): FilmedPart => ['wait', 10]);
  await film(db, site, one.id, [
    {
      recordedAt: at('08:00:00'),
      externalId: 'REC-1',
      workOrder: '=1+1',
      serialNumber: '-7 "a", b',
      parts: [
        ['pick', 1000],
        [null, 500],
        ['place', 2250, 0.625],
      ],
    },
    { recordedAt: at('09:00:00'), parts: many },
    { recordedAt: null, workOrder: 'WO-2', parts: [['wait', 700]] },
  ]);
  await film(db, site, other.id, [{ recordedAt: at('08:30:00'), workOrder: '<&>', parts: [['pick', 100]] }]);
});

async function get(
  path: string,
  query: Record<string, string> | string,
  headers: Record<string, string> = { authorization },
) {
  const asked = typeof query === 'string' ? query : String(new URLSearchParams(query));
  const response = await fetch(`${server.url}/${path}?${asked}`, { headers: { ...headers, connection: 'close' } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const recipeExternalId = () => ({ recipeExternalId: site.recipe.externalId });

test.each([
  ['&foo=1&bar=2', /^there is no parameter foo, bar; there are recipeId, recipeExternalId, .*, language\n$/],
  ['&from=today&minProbability=much', /^from: is no time such as .*\nminProbability: is no number\n$/],
  ['&from=2026-11-20T09:00:00Z&before=2026-11-20T08:00:00Z', /^from: must not be later than before\n$/],
])('%s is refused, in words', async (query, words) => {
  const answer = await get('events.csv', `recipeExternalId=${encodeURIComponent(site.recipe.externalId)}${query}`);
  expect([answer.status, String(answer.bytes)]).toEqual([400, expect.stringMatching(words)]);
});

describe('the table of events', () => {
  const HEADER =
    'startedAt,endedAt,durationMs,concept,label,probability,isReviewed,station,stationName,workOrder,serialNumber,video,videoPath,videoId,startMs,endMs';
  const lines = ({ bytes }: { bytes: Buffer }) => bytes.toString().slice(1).split('\r\n');

  test('is what spreadsheets read: UTF-8 with a byte order mark, and nothing that is a formula', async () => {
    const answer = await get('events.csv', {
      ...recipeExternalId(),
      equipmentExternalId: 'CELL-1',
      before: '2026-11-20T08:59:00Z',
      language: 'ja',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=events.csv');
    expect(answer.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [header, first, second, end, ...others] = lines(answer);
    expect(header).toBe(HEADER);
    expect(first).toMatch(
      /^2026-11-20T08:00:00.000Z,2026-11-20T08:00:01.000Z,1000,pick,pickする,0.9,false,CELL-1,CELL-1,'=1\+1,"'-7 ""a"", b",REC-1,[\w-]+\.mp4,[\w-]+,0,1000$/,
    );
    expect(second).toMatch(/^2026-11-20T08:00:01.500Z,2026-11-20T08:00:03.750Z,2250,place,placeする,0.625,/);
    expect([end, others]).toEqual(['', []]);
  });

  test('holds all events, whatever a page holds, and those without a time where an order names them', async () => {
    expect(lines(await get('events.csv', recipeExternalId()))).toHaveLength(1 + 603 + 1);
    const undated = lines(await get('events.csv', { ...recipeExternalId(), workOrder: 'WO-2' }));
    expect(undated[1]).toMatch(/^,,700,wait,To wait,/);
    const two = `recipeExternalId=${encodeURIComponent(site.recipe.externalId)}&conceptExternalIds=pick&conceptExternalIds=place`;
    expect(lines(await get('events.csv', two))).toHaveLength(1 + 3 + 1);
    expect(
      lines(await get('events.csv', { ...recipeExternalId(), conceptExternalIds: 'place', minProbability: '0.7' })),
    ).toEqual([HEADER, '']);
  });

  test.each([
    ['', 'recipeId'],
    ['recipeExternalId=none', 'recipeExternalId'],
    ['recipeExternalId=a%00b', 'recipeExternalId'],
    ['recipeExternalId=a&recipeExternalId=b', 'recipeExternalId'],
    ['recipeId=x', 'recipeId'],
    ['from=yesterday', 'from'],
    ['from=0000-01-01T00:00:00Z&recipe', 'recipe'],
    ['minProbability=2', 'recipeId'],
    ['minProbability=x', 'minProbability'],
    ['language=..%2F', 'language'],
    ['order=1', 'order'],
  ])('is refused for ?%s', async (query, named) => {
    for (const path of ['events.csv', 'work-performance.xml']) {
      const { status, bytes } = await get(path, query);
      expect([status, bytes.toString()]).toEqual([400, expect.stringContaining(named)]);
    }
  });

  test('and the document need a token that may read', async () => {
    for (const path of ['events.csv', 'work-performance.xml']) {
      expect((await get(path, recipeExternalId(), {})).status).toBe(401);
      expect((await get(path, recipeExternalId(), { authorization: 'Bearer actionary_x' })).status).toBe(401);
      for (const permission of ['watch', 'curate', 'operate', 'administer'] as const)
        expect(
          (await get(path, recipeExternalId(), { authorization: await tokenOf(['read', permission]) })).status,
        ).toBe(200);
    }
  });
});

interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

/** Elements with their texts. */
function parse(xml: string): Element {
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  const parser = new Parser();
  parser.on('openTag', (name) => {
    const element = { name, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closeTag', () => void open.pop());
  parser.on('text', (text, decode) => {
    open.at(-1)!.text += decode(text);
  });
  const error = parser.parse(xml);
  if (error) throw error;
  return root.children[0]!;
}

/**
 * Children in the order of the types of B2MML V0700, by the names of elements: from B2MML-WorkPerformance.xsd,
 * B2MML-OperationsPerformanceTypes.xsd and B2MML-Common.xsd as of 2020, by which xmllint has validated what a product gives.
 * Those with `!` have to be there.
 */
const SEQUENCES: Readonly<Record<string, string>> = {
  WorkPerformance:
    'ID! Description Version PublishedDate StartTime EndTime HierarchyScope WorkType WorkScheduleID! WorkState WorkResponse! WorkPerformanceChild',
  WorkResponse:
    'ID! Description Version PublishedDate StartTime EndTime HierarchyScope WorkType WorkRequestID ResponseState WorkResponseChild JobResponse! RequiredByRequestedSegmentResponse',
  JobResponse:
    'ID! Description Version PublishedDate StartTime EndTime HierarchyScope WorkType JobOrderID WorkDirective WorkDirectiveVersion WorkMasterID WorkMasterVersion WorkflowSpecificationID WorkflowSpecificationNodeID JobState JobResponseData PersonnelActual EquipmentActual PhysicalAssetActual MaterialActual RequiredByRequestedSegmentResponse',
  JobResponseData: 'ID! Description HierarchyScope Value SegmentDataChild RequiredByRequestedSegmentResponse',
  Value: 'ValueString! DataType UnitOfMeasure Key',
  EquipmentActual: 'ID! EquipmentClassID EquipmentID Description EquipmentUse Quantity HierarchyScope',
  MaterialActual: 'ID! MaterialClassID MaterialDefinitionID MaterialLotID MaterialSubLotID Description MaterialUse',
  HierarchyScope: 'EquipmentID! EquipmentLevel! HierarchyScopeChild',
};
const REPEATED = new Set([
  'WorkResponse',
  'JobResponse',
  'JobResponseData',
  'Value',
  'EquipmentActual',
  'MaterialActual',
]);

/** What the schema would not have, by the names of elements. */
function problemsOf({ name, children }: Element): string[] {
  const sequence = SEQUENCES[name]?.split(' ') ?? [];
  const names = sequence.map((each) => each.replace('!', ''));
  const places = children.map((child) => names.indexOf(child.name));
  const problems = sequence.flatMap((each, index) => {
    const count = places.filter((place) => place === index).length;
    const isWrong = (each.endsWith('!') && count === 0) || (count > 1 && !REPEATED.has(names[index]!));
    return isWrong ? [`${count} ${each} in ${name}`] : [];
  });
  for (const [index, place] of places.entries()) {
    if (place === -1) problems.push(`${children[index]!.name} in ${name}`);
    else if (place < (places[index - 1] ?? 0)) problems.push(`${children[index]!.name} too late in ${name}`);
  }
  return [...problems, ...children.flatMap(problemsOf)];
}

const all = ({ children }: Element, name: string) => children.filter((child) => child.name === name);
const textsOf = ({ children }: Element) =>
  Object.fromEntries(children.filter((child) => child.children.length === 0).map(({ name, text }) => [name, text]));

describe('the document of work performance', () => {
  const read = async (query: Record<string, string>) => {
    const answer = await get('work-performance.xml', { ...recipeExternalId(), ...query });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const xml = answer.bytes.toString();
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<WorkPerformance xmlns="http:\/\/www.mesa.org\/xml\/B2MML">/,
    );
    const root = parse(xml);
    expect(problemsOf(root)).toEqual([]);
    return root;
  };

  test('has the elements of B2MML in their order, whatever is asked for', async () => {
    for (const query of [
      {},
      { equipmentExternalId: 'CELL-1' },
      { workOrder: 'WO-2' },
      { from: '2026-11-20T08:00:00Z', before: '2026-11-21T00:00:00Z' },
    ])
      await read(query as Record<string, string>);
  });

  test('tells of each video as a job of its order, at its station, with its piece and times', async () => {
    const root = await read({ equipmentExternalId: 'CELL-1', before: '2026-11-20T08:59:00Z' });
    expect(textsOf(root)).toMatchObject({
      EndTime: '2026-11-20T08:59:00.000Z',
      WorkType: 'Production',
      WorkScheduleID: '',
    });
    expect(textsOf(all(root, 'HierarchyScope')[0]!)).toEqual({ EquipmentID: 'CELL-1', EquipmentLevel: 'WorkCell' });
    const [response, ...others] = all(root, 'WorkResponse');
    expect(others).toEqual([]);
    const times = {
      StartTime: '2026-11-20T08:00:00.000Z',
      EndTime: '2026-11-20T08:00:10.000Z',
      WorkType: 'Production',
    };
    expect(textsOf(response!)).toEqual({ ID: 'REC-1', ...times, ResponseState: 'Completed' });
    const [job] = all(response!, 'JobResponse') as [Element];
    expect(textsOf(job)).toEqual({
      ID: expect.any(String),
      ...times,
      JobOrderID: '=1+1',
      WorkMasterID: site.recipe.externalId,
      JobState: 'Completed',
    });
    expect(all(job, 'EquipmentActual').map(textsOf)).toEqual([
      { ID: 'CELL-1', EquipmentID: 'CELL-1', Description: 'CELL-1' },
    ]);
    expect(all(job, 'MaterialActual').map(textsOf)).toEqual([{ ID: '-7 "a", b', MaterialLotID: '-7 "a", b' }]);
    const data = all(job, 'JobResponseData');
    expect(data.map(textsOf)).toEqual([
      { ID: 'pick', Description: 'To pick' },
      { ID: 'place', Description: 'To place' },
    ]);
    expect(all(data[1]!, 'Value').map(textsOf)).toEqual([
      { ValueString: '2026-11-20T08:00:01.500Z', DataType: 'dateTime', Key: 'start' },
      { ValueString: 'PT1.5S', DataType: 'duration', Key: 'offset' },
      { ValueString: 'PT2.25S', DataType: 'duration', Key: 'duration' },
      { ValueString: '0.6250', DataType: 'decimal', Key: 'probability' },
    ]);
  });

  test('keeps the events of a video together over pages, and leaves out times that nobody knows', async () => {
    const responses = all(await read({}), 'WorkResponse');
    const counts = responses.map((each) => all(all(each, 'JobResponse')[0]!, 'JobResponseData').length);
    expect(counts).toEqual([2, 1, 600]);
    const [undated] = all(await read({ workOrder: 'WO-2' }), 'WorkResponse');
    expect(textsOf(undated!)).not.toHaveProperty('StartTime');
  });

  test('escapes what XML would misread, and replaces what it cannot hold', async () => {
    const [response] = all(await read({ workOrder: '<&>' }), 'WorkResponse');
    const [job] = all(response!, 'JobResponse') as [Element];
    expect(textsOf(job)).toMatchObject({ JobOrderID: '<&>' });
    expect(textsOf(all(job, 'EquipmentActual')[0]!)).toMatchObject({
      Description: HOSTILE.replace('\u0085', '\uFFFD'),
    });
  });

  test('is none where there is nothing to tell', async () => {
    const { status, bytes } = await get('work-performance.xml', { ...recipeExternalId(), workOrder: 'nobody' });
    expect([status, bytes.length]).toEqual([204, 0]);
  });
});
