/** When a video was recorded, as the name of its file tells: pure functions of names, patterns and time zones. */

/** Where names do not say otherwise, and how an own pattern reads them. */
export interface RecordedAtRule {
  /** What cameras of this place write instead of what {@link recordedAtOfName} knows by itself; see {@link patternProblem}. */
  readonly pattern: string | null;
  /** IANA name of the zone that the clocks of the cameras show, e.g. `Asia/Tokyo`. */
  readonly timeZone: string;
}

/** What a clock and a calendar show. */
interface LocalTime {
  readonly year: number;
  /** 1 … 12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** Digits of an own pattern's slots, and what they are called in a match. */
const SLOTS: Readonly<Record<string, readonly [name: keyof LocalTime, digitCount: number]>> = {
  YYYY: ['year', 4],
  MM: ['month', 2],
  DD: ['day', 2],
  HH: ['hour', 2],
  mm: ['minute', 2],
  ss: ['second', 2],
  SSS: ['millisecond', 3],
};
const MAX_PATTERN_LENGTH = 200;
const MAX_STAR_COUNT = 4;

const ZONE = String.raw`(?<zone>Z|[+-]\d{2}:?\d{2})?`;
const DATE = String.raw`(?<!\d)(?<year>(?:19|20)\d{2})`;
/** In the order in which they are tried: the more a name tells, the earlier. */
const KNOWN: readonly RegExp[] = [
  // 20261124_093000, VID_20261124_093000, PXL_20261124_093000123, cam01_20261124093000_20261124094000, 20261124T093000Z
  `${DATE}(?<month>\\d{2})(?<day>\\d{2})[T_ -]?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})(?<millisecond>\\d{3})?${ZONE}(?!\\d)`,
  // 2026-11-24T09-30-00, 2026-11-24 09.30.00, 2026_11_24_09_30_00, 2026-11-24_093000, 2026-11-24T09:30:00+09:00
  `${DATE}[-_.](?<month>\\d{2})[-_.](?<day>\\d{2})[T_ -]+(?<hour>\\d{2})[-_:.]?(?<minute>\\d{2})[-_:.]?(?<second>\\d{2})(?:\\.(?<millisecond>\\d{3}))?${ZONE}(?!\\d)`,
  // 2026年11月24日9時30分00秒, 2026年11月24日
  `${DATE}年(?<month>\\d{1,2})月(?<day>\\d{1,2})日(?:[ _]?(?<hour>\\d{1,2})時(?<minute>\\d{1,2})分(?:(?<second>\\d{1,2})秒)?)?`,
  // 2026-11-24, 2026.11.24
  `${DATE}[-_.](?<month>\\d{2})[-_.](?<day>\\d{2})(?!\\d)`,
  // 20261124
  `${DATE}(?<month>\\d{2})(?<day>\\d{2})(?!\\d)`,
].map((source) => new RegExp(source, 'g'));

/**
 * When a file was recorded, by its path: by the rule's pattern where it has one, else by what cameras commonly write into
 * names; a date alone is its midnight. Of a span (`…_093000_…_094000`), the beginning.
 *
 * @param path relative, with `/`; without a pattern only its last part counts
 * @returns milliseconds since 1970 in UTC; `null` where the name tells nothing, or nothing that a calendar has
 */
export function recordedAtOfName(path: string, { pattern, timeZone }: RecordedAtRule): number | null {
  const text = path.normalize('NFKC');
  if (pattern !== null) return firstTime(text, [patternExpression(pattern)], timeZone);
  return firstTime(text.slice(text.lastIndexOf('/') + 1), KNOWN, timeZone);
}

function firstTime(text: string, expressions: readonly RegExp[], timeZone: string): number | null {
  for (const expression of expressions) {
    for (const { groups } of text.matchAll(expression)) {
      const time = localTime(groups ?? {});
      if (time) return toInstant(time, groups?.['zone'], timeZone);
    }
  }
  return null;
}

/** `null` where no calendar has that day, or no clock that time. */
function localTime(groups: Groups): LocalTime | null {
  const at = (name: keyof LocalTime) => Number(groups[name] ?? 0);
  const time: LocalTime = {
    year: at('year'),
    month: at('month'),
    day: at('day'),
    hour: at('hour'),
    minute: at('minute'),
    second: at('second'),
    millisecond: at('millisecond'),
  };
  const there = new Date(asUtc(time));
  const isReal =
    there.getUTCMonth() === time.month - 1 && there.getUTCDate() === time.day && time.hour < 24 && time.minute < 60;
  return isReal && time.second < 60 ? time : null;
}

const asUtc = ({ year, month, day, hour, minute, second, millisecond }: LocalTime) =>
  Date.UTC(year, month - 1, day, hour, minute, second, millisecond);

/** @param zone as a name has it: `Z`, `+09:00` */
function toInstant(time: LocalTime, zone: string | undefined, timeZone: string): number {
  const local = asUtc(time);
  if (zone === undefined) return local - offsetAt(local - offsetAt(local, timeZone), timeZone);
  if (zone === 'Z') return local;
  const minutes = 60 * Number(zone.slice(1, 3)) + Number(zone.slice(-2));
  return local - 60_000 * minutes * (zone.startsWith('-') ? -1 : 1);
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(instant);
  const at = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)!.value);
  const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws {RangeError} for a zone that is not known */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** Whether there is such a zone, by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && clockOf(name) !== undefined;
  } catch {
    return false;
  }
}

/**
 * What is wrong with an own pattern: slots in braces, `{YYYY}`, `{MM}`, `{DD}`, `{HH}`, `{mm}`, `{ss}`, `{SSS}`, each once, of
 * which the first three are needed; `*` for any text that has no `/`; everything else stands for itself. It may be anywhere
 * in the path: `{YYYY}-{MM}-{DD}/cam*_{HH}{mm}{ss}`.
 *
 * @returns for people; `null` where it is right
 */
export function patternProblem(pattern: string): string | null {
  if (pattern.length > MAX_PATTERN_LENGTH) return `is longer than ${MAX_PATTERN_LENGTH} characters`;
  if ((pattern.match(/\*/g) ?? []).length > MAX_STAR_COUNT) return `has more than ${MAX_STAR_COUNT} *`;
  const slots = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, slot]) => slot!);
  const known = Object.keys(SLOTS);
  const unknown = slots.find((slot) => !known.includes(slot));
  if (unknown !== undefined) return `{${unknown}} is none of ${known.map((slot) => `{${slot}}`).join(' ')}`;
  if (/[{}]/.test(pattern.replaceAll(/\{[^{}]*\}/g, ''))) return 'a brace is not closed, or not opened';
  const twice = slots.find((slot, index) => slots.indexOf(slot) < index);
  if (twice !== undefined) return `{${twice}} is there twice`;
  const lacking = ['YYYY', 'MM', 'DD'].find((slot) => !slots.includes(slot));
  return lacking === undefined ? null : `{${lacking}} is not in it`;
}

/** @throws {Error} for a pattern that has a {@link patternProblem} */
function patternExpression(pattern: string): RegExp {
  const problem = patternProblem(pattern);
  if (problem !== null) throw new Error(`invalid pattern ${pattern}: ${problem}`);
  const parts = pattern.normalize('NFKC').split(/(\{[^{}]*\}|\*)/);
  const source = parts.map((part) => {
    const slot = SLOTS[part.slice(1, -1)];
    if (part.startsWith('{') && slot) return `(?<${slot[0]}>\\d{${slot[1]}})`;
    return part === '*' ? '[^/]*' : part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(source.join(''), 'g');
}

/** The earliest time that a camera can have meant; containers without one say 1904 or 1970. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

/** When a file was recorded, as its container says. @param text ISO 8601, with a zone @returns `null` where it says nothing */
export function recordedAtOfContainer(text: string | null | undefined): number | null {
  if (!text || !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const instant = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return instant >= EARLIEST_MS ? instant : null;
}
