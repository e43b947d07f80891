'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageHeader } from '../../../components/page-header.tsx';
import type { ImportFile } from '../model/import-file.ts';
import { FilePlace } from './file-place.tsx';
import { ImportForm } from './import-form.tsx';

/** A file becomes concepts of a draft, after a look at what that would do. */
export function ImportPage() {
  const t = useTranslations('vocabularyExchange.import');
  const [file, setFile] = useState<ImportFile | null>(null);
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      {file ? <ImportForm key={file.key} file={file} onAgain={() => setFile(null)} /> : <FilePlace onFile={setFile} />}
    </>
  );
}
