import { Parser } from 'saxen';
import { annotation, AnnotationError } from './annotated-video.ts';
import type { AnnotatedVideo, AnnotationTrack, ReadAnnotation, ReadAnnotations, ReadTrack } from './annotated-video.ts';

/**
 * ELAN's format (EAF 3.0): each track is a tier of its own.
 *
 * @param date when it was written
 * @see https://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf
 */
export function writeElan({ name, tracks }: AnnotatedVideo, date: Date): string {
  const times = [...new Set(tracks.flatMap(({ spans }) => spans.flatMap(({ startMs, endMs }) => [startMs, endMs])))];
  const slots = new Map(times.toSorted((one, other) => one - other).map((ms, index) => [ms, `ts${index + 1}`]));
  let count = 0;
  const tierOf = (track: AnnotationTrack) => [
    `  <TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID="${escape(track.name)}">`,
    ...track.spans.flatMap(({ startMs, endMs, label }) => [
      '    <ANNOTATION>',
      `      <ALIGNABLE_ANNOTATION ANNOTATION_ID="a${++count}" TIME_SLOT_REF1="${slots.get(startMs)}" TIME_SLOT_REF2="${slots.get(endMs)}">`,
      `        <ANNOTATION_VALUE>${escape(label)}</ANNOTATION_VALUE>`,
      '      </ALIGNABLE_ANNOTATION>',
      '    </ANNOTATION>',
    ]),
    '  </TIER>',
  ];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<ANNOTATION_DOCUMENT AUTHOR="" DATE="${date.toISOString()}" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">`,
    '  <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">',
    `    <MEDIA_DESCRIPTOR MEDIA_URL="./${escape(name)}" MIME_TYPE="video/*" RELATIVE_MEDIA_URL="./${escape(name)}"/>`,
    '  </HEADER>',
    '  <TIME_ORDER>',
    ...Array.from(slots, ([ms, id]) => `    <TIME_SLOT TIME_SLOT_ID="${id}" TIME_VALUE="${ms}"/>`),
    '  </TIME_ORDER>',
    ...tracks.flatMap(tierOf),
    '  <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>',
    '</ANNOTATION_DOCUMENT>',
  ];
  return `${lines.join('\n')}\n`;
}

function escape(text: string): string {
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const;
  return text.replaceAll(/[&<>"]/g, (character) => entities[character as keyof typeof entities]);
}

/**
 * Reads all tiers that are aligned to times; those that depend on others, and annotations without times or text, are left
 * out. Entities of the document's own are never made use of; a document that declares its type is refused.
 *
 * @throws {AnnotationError}
 */
export function readElan(xml: string): ReadAnnotations {
  const reader = new ElanReader();
  try {
    const error = reader.parse(xml);
    if (error) throw error;
  } catch (cause) {
    if (cause instanceof AnnotationError) throw cause;
    throw new AnnotationError(`the file is no XML: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
      reason: { reason: 'notXml' },
    });
  }
  return { videos: [{ name: reader.media, tracks: reader.tracks() }] };
}

/** What has been opened and not yet closed. */
interface OpenAnnotation {
  readonly id: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

class ElanReader {
  media: string | null = null;
  #root: string | null = null;
  readonly #slots = new Map<string, number>();
  readonly #tiers: { readonly name: string; readonly spans: (OpenAnnotation & { readonly label: string })[] }[] = [];
  #open: OpenAnnotation | null = null;
  #text = '';

  parse(xml: string): Error | null | undefined {
    return new Parser()
      .on('openTag', (name, attributes, decode) => {
        const read = (key: string) => {
          const value = attributes()[key];
          return value === undefined ? undefined : decode(value);
        };
        this.#begin(name, read);
      })
      .on('attention', () => {
        throw new AnnotationError('the file declares a document type; save it again without one', {
          reason: { reason: 'documentType' },
        });
      })
      .on('text', (text, decode) => (this.#text += decode(text)))
      .on('cdata', (text) => (this.#text += text))
      .on('closeTag', (name) => this.#end(name))
      .parse(xml);
  }

  #begin(name: string, read: (key: string) => string | undefined): void {
    this.#root ??= name;
    if (this.#root !== 'ANNOTATION_DOCUMENT')
      throw new AnnotationError('the file is no ELAN document', {
        reason: { reason: 'notElan', found: `<${this.#root}>` },
      });
    if (name === 'MEDIA_DESCRIPTOR') this.media ??= fileNameOf(read('RELATIVE_MEDIA_URL') || read('MEDIA_URL') || '');
    else if (name === 'TIME_SLOT') {
      const value = read('TIME_VALUE');
      if (value !== undefined && /^\d{1,12}$/.test(value)) this.#slots.set(read('TIME_SLOT_ID') ?? '', Number(value));
    } else if (name === 'TIER') this.#tiers.push({ name: read('TIER_ID') ?? '', spans: [] });
    else if (name === 'ALIGNABLE_ANNOTATION')
      this.#open = { id: read('ANNOTATION_ID') ?? '', from: read('TIME_SLOT_REF1'), to: read('TIME_SLOT_REF2') };
    this.#text = '';
  }

  #end(name: string): void {
    if (name === 'ANNOTATION_VALUE' && this.#open && this.#text.trim() !== '')
      this.#tiers.at(-1)?.spans.push({ ...this.#open, label: this.#text });
    if (name === 'ALIGNABLE_ANNOTATION') this.#open = null;
    this.#text = '';
  }

  /** Times may stand behind the tiers: they are looked up at the end. */
  tracks(): ReadTrack[] {
    if (this.#root === null) throw new AnnotationError('the file is empty', { reason: { reason: 'fileEmpty' } });
    return this.#tiers.flatMap(({ name, spans }) => {
      const aligned = spans.flatMap(({ id, from, to, label }): ReadAnnotation[] => {
        const [startMs, endMs] = [this.#slots.get(from ?? ''), this.#slots.get(to ?? '')];
        return startMs === undefined || endMs === undefined
          ? []
          : [annotation(startMs, endMs, label, `annotation ${id}`, name)];
      });
      return aligned.length > 0 ? [{ name, spans: aligned }] : [];
    });
  }
}

function fileNameOf(url: string): string | null {
  return url.split(/[/\\]/).at(-1) || null;
}
