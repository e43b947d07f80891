'use client';

import { Button, Select, Skeleton, Stack } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useChecksPage } from '../api/use-checks.ts';
import type { CheckedVocabulary } from '../api/use-checks.ts';
import { EncoderChecks } from './encoder-checks.tsx';
import { WordChecks } from './word-checks.tsx';

/** All that is wrong with the words of a version, by itself and in the eyes of an encoder. */
export function ChecksPage({ id }: { readonly id: string }) {
  const t = useTranslations('common.state');
  const query = useChecksPage(id);
  return (
    <QueryView query={query} skeleton={<ChecksSkeleton />}>
      {(vocabulary) =>
        vocabulary ? (
          <Loaded vocabulary={vocabulary} />
        ) : (
          <EmptyState icon={IconBook2} title={t('notFound')} hint={t('notFoundHint')} />
        )
      }
    </QueryView>
  );
}

function Loaded({ vocabulary }: { readonly vocabulary: CheckedVocabulary }) {
  const t = useTranslations('vocabularyChecks');
  const [chosen, choose] = useUrlState('version');
  const { id, name } = vocabulary;
  const versions = vocabulary.versions.nodes;
  const version = versions.find(({ number }) => String(number) === chosen) ?? versions[0];
  if (!version) return <EmptyState icon={IconBook2} title={t('noVersion.title')} hint={t('noVersion.hint')} />;
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint', { name })}>
        <Select
          aria-label={t('version')}
          w={170}
          allowDeselect={false}
          value={String(version.number)}
          data={versions.map(({ number, status }) => ({
            value: String(number),
            label: t(status === 'draft' ? 'versionDraft' : 'versionPublished', { number }),
          }))}
          onChange={choose}
        />
        <Button component={Link} variant="default" href={editorAddress(id, version.number)}>
          {t('back')}
        </Button>
        {version.status === 'draft' ? (
          <Permitted permission="curate">
            <Button component={Link} variant="default" href={`/vocabularies/${id}/publish`}>
              {t('publish')}
            </Button>
          </Permitted>
        ) : null}
      </PageHeader>
      <Stack gap="xl">
        <WordChecks vocabularyId={id} version={version} />
        <EncoderChecks vocabularyId={id} version={version} />
      </Stack>
    </>
  );
}

function ChecksSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={54} maw={480} />
      <Skeleton height={220} />
      <Skeleton height={420} />
    </Stack>
  );
}
