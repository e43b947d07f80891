import { conceptsOfVersions, getVocabularies, getVocabularyVersions } from '@actionary/database';
import { admit, viewerOf } from '../../../shared/access/admit.ts';
import { sourceOf } from '../../../shared/audit/audit-source.ts';
import type { Database } from '@actionary/database';
import { DOCUMENT_FORMATS, VocabularyError, writeDocument } from '@actionary/inference';
import type { DocumentFormat } from '@actionary/inference';
import type { VocabularyDocument } from '@actionary/inference/domain';
import express from 'express';
import type { Response, Router } from 'express';
import type { Services } from '../../../context.ts';
import { keyOf, toGlobalId } from '../../../shared/graphql/global-id.ts';
import { fileNameOf } from '../../../shared/http/file-name.ts';

const CONTENT_TYPES: Readonly<Record<DocumentFormat, string>> = {
  ttl: 'text/turtle; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const FILE = new RegExp(`^/([\\w-]+)\\.(${DOCUMENT_FORMATS.join('|')})$`);

/** Path of a file with all that a version says, on the server. */
export function exportUrl(versionId: string, format: DocumentFormat): string {
  return `/vocabularies/${toGlobalId('VocabularyVersion', versionId)}.${format}`;
}

/** Files with all that a version says: `/<id of the version>.ttl`. */
export function exportRoutes({ db, access, audit }: Services): Router {
  const router = express.Router();
  router.get(FILE, admit(access, 'read', 'exporting'), async ({ path }, response) => {
    const [, id = '', extension] = FILE.exec(path) ?? [];
    const key = keyOf('VocabularyVersion', id);
    const exported = key === null ? null : await documentOf(db, key);
    if (exported) {
      const act = { action: 'vocabulary.export', subjectIds: [id], details: { format: extension } };
      await audit.noteReading(sourceOf(response.req, response, viewerOf(response)), act);
      await send(exported, extension as DocumentFormat, response);
    } else response.status(404).type('text').send('there is no such version of a vocabulary\n');
  });
  return router;
}

interface Exported {
  readonly document: VocabularyDocument;
  /** What people call it; without what file systems refuse. */
  readonly name: string;
}

async function documentOf(db: Database, versionId: string): Promise<Exported | null> {
  const [version] = await getVocabularyVersions(db, [versionId]);
  const [vocabulary] = version ? await getVocabularies(db, [version.vocabularyId]) : [];
  if (!version || !vocabulary) return null;
  const [contents] = await conceptsOfVersions(db, [versionId]);
  const { externalId, name, description, licence, source } = vocabulary;
  const { number, notes, publishedAt } = version;
  const isDraft = version.status === 'draft';
  const document = {
    scheme: { externalId, name, description, licence, source },
    version: isDraft ? null : { number, notes, publishedAt: publishedAt?.toISOString() ?? null },
    concepts: contents.map(({ conceptId: _, ...content }) => content),
  };
  return { document, name: `${fileNameOf(name)} ${isDraft ? 'draft' : `v${number}`}` };
}

async function send({ document, name }: Exported, format: DocumentFormat, response: Response): Promise<void> {
  const fileName = `${name}.${format}`;
  try {
    const bytes = await writeDocument(document, format, fileName);
    response.attachment(fileName).type(CONTENT_TYPES[format]);
    response.set('cache-control', 'no-cache').set('x-content-type-options', 'nosniff').send(Buffer.from(bytes));
  } catch (error) {
    if (!(error instanceof VocabularyError)) throw error;
    response.status(422).type('text').send(`${error.message}\n`);
  }
}
