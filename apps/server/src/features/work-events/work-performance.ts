/**
 * What was done as a document of ISA-95 part 4: `WorkPerformance` of B2MML V0700, with a response for each video.
 *
 * @see https://github.com/MESAInternational/B2MML-BatchML B2MML-WorkPerformance.xsd, B2MML-OperationsPerformanceTypes.xsd
 */
import { newId } from '@actionary/database';
import type { EquipmentNode } from '@actionary/database';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import type { EventScope } from './event-filter.ts';
import { timeOf } from './event-times.ts';
import type { ToldEvent } from './told-events.ts';

const NAMESPACE = 'http://www.mesa.org/xml/B2MML';

/** What XML 1.0 cannot hold. */
const UNFIT = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text between tags: what XML cannot hold is replaced by U+FFFD. */
function textOf(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(UNFIT, '\uFFFD')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** An element; absent where it has nothing to tell. */
function element(name: string, text: string | Date | null | undefined): string {
  if (text === null || text === undefined) return '';
  return `<${name}>${textOf(text instanceof Date ? text.toISOString() : text)}</${name}>`;
}

/** The document, piece by piece; nothing where there are no events, since the schema wants a response. */
export async function* workPerformance(
  events: AsyncIterable<ToldEvent>,
  { recipe, node, filter }: EventScope,
): AsyncGenerator<string> {
  let open: ToldEvent | null = null;
  for await (const told of events) {
    if (open?.event.videoId !== told.event.videoId) {
      yield open ? endOf(open) : beginning(filter, node);
      yield beginningOf(told, recipe.externalId);
    }
    open = told;
    yield dataOf(told);
  }
  if (open) yield `${endOf(open)}</WorkPerformance>\n`;
}

function beginning({ from, before }: EventScope['filter'], node: EquipmentNode | null): string {
  const scope = node && `${element('EquipmentID', nameOf(node))}${element('EquipmentLevel', node.level)}`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n<WorkPerformance xmlns="${NAMESPACE}">`,
    element('ID', newId()),
    element('PublishedDate', new Date()),
    element('StartTime', from),
    element('EndTime', before),
    scope ? `<HierarchyScope>${scope}</HierarchyScope>` : '',
    element('WorkType', 'Production'),
    // The schema asks for it; nobody has told of a schedule.
    element('WorkScheduleID', ''),
    '\n',
  ].join('');
}

/** Of a video's response, up to its data. */
function beginningOf({ event, video }: ToldEvent, recipeName: string): string {
  const times = [
    element('StartTime', timeOf(event, 0)),
    element('EndTime', video.durationMs === null ? null : timeOf(event, video.durationMs)),
    element('WorkType', 'Production'),
  ].join('');
  return [
    '<WorkResponse>',
    element('ID', video.externalId ?? toGlobalId('Video', video.id)),
    times,
    element('ResponseState', 'Completed'),
    '<JobResponse>',
    element('ID', toGlobalId('RecognitionVideo', event.recognitionVideoId)),
    times,
    element('JobOrderID', event.workOrder),
    element('WorkMasterID', recipeName),
    element('JobState', 'Completed'),
    '\n',
  ].join('');
}

function dataOf({ event, concept, label }: ToldEvent): string {
  const { startMs, endMs, probability } = event;
  return [
    '<JobResponseData>',
    element('ID', concept),
    element('Description', label),
    valueOf('start', 'dateTime', timeOf(event, startMs)?.toISOString()),
    valueOf('offset', 'duration', durationOf(startMs)),
    valueOf('duration', 'duration', durationOf(endMs - startMs)),
    valueOf('probability', 'decimal', probability.toFixed(4)),
    '</JobResponseData>\n',
  ].join('');
}

function valueOf(key: string, type: string, text: string | undefined): string {
  if (text === undefined) return '';
  return `<Value>${element('ValueString', text)}${element('DataType', type)}${element('Key', key)}</Value>`;
}

/** ISO 8601. */
function durationOf(ms: number): string {
  return `PT${ms / 1000}S`;
}

function endOf({ event, station }: ToldEvent): string {
  return [
    actual('EquipmentActual', 'EquipmentID', nameOf(station), station.name),
    event.serialNumber === null ? '' : actual('MaterialActual', 'MaterialLotID', event.serialNumber),
    '</JobResponse></WorkResponse>\n',
  ].join('');
}

/** What was used: the schema wants an id of the use, too, and there is one of each kind in a job. */
function actual(name: string, field: string, used: string, description?: string): string {
  const fields = element('ID', used) + element(field, used) + element('Description', description);
  return `<${name}>${fields}</${name}>`;
}

function nameOf({ id, externalId }: EquipmentNode): string {
  return externalId ?? toGlobalId('EquipmentNode', id);
}
