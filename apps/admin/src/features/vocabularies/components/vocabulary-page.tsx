'use client';

import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconBook2, IconGitCompare, IconPencil } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { SourceText } from '../../../components/source-text.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useVocabulary } from '../api/use-vocabulary.ts';
import type { Version, VocabularyDetails } from '../api/use-vocabulary.ts';
import type { EditorSlots } from './concept-panel.tsx';
import { DetailsDialog } from './details-dialog.tsx';
import { OpenDraft } from './open-draft.tsx';
import { VersionEditor } from './version-editor.tsx';
import { VersionSelect } from './version-select.tsx';

interface Props {
  readonly id: string;
  readonly slots: EditorSlots;
}

export function VocabularyPage({ id, slots }: Props) {
  const t = useTranslations('vocabularies');
  const query = useVocabulary(id);
  return (
    <QueryView query={query} skeleton={<PageSkeleton />}>
      {(vocabulary) =>
        vocabulary ? (
          <Loaded vocabulary={vocabulary} slots={slots} />
        ) : (
          <EmptyState icon={IconBook2} title={t('missing.title')} hint={t('missing.hint')}>
            <Button component={Link} href="/vocabularies" variant="default">
              {t('missing.back')}
            </Button>
          </EmptyState>
        )
      }
    </QueryView>
  );
}

interface LoadedProps extends Pick<Props, 'slots'> {
  readonly vocabulary: VocabularyDetails;
}

function Loaded({ vocabulary, slots }: LoadedProps) {
  const t = useTranslations('vocabularies');
  const [chosen, choose] = useUrlState('version');
  const [isRenaming, setIsRenaming] = useState(false);
  const { draft } = vocabulary;
  const versions = vocabulary.versions.nodes;
  const version = versions.find(({ number }) => String(number) === chosen) ?? versions[0];
  return (
    <>
      <PageHeader title={vocabulary.name} hint={<About vocabulary={vocabulary} />}>
        <Permitted permission="curate">
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            aria-label={t('details.edit')}
            onClick={() => setIsRenaming(true)}
          >
            {t('details.editShort')}
          </Button>
        </Permitted>
        {version ? (
          <VersionSelect versions={versions} number={version.number} onChoose={(number) => choose(String(number))} />
        ) : null}
        {version ? <OtherVersions {...{ vocabulary, version, slots }} /> : null}
        {version ? <slots.ExportMenu versionId={version.id} /> : null}
        {draft ? null : <OpenDraft vocabularyId={vocabulary.id} onOpened={(number) => choose(String(number))} />}
      </PageHeader>
      {version ? (
        <VersionEditor
          key={version.id}
          vocabularyId={vocabulary.id}
          version={version}
          previous={versions.find(({ number }) => number === version.number - 1)}
          slots={slots}
          onClosed={() => choose(null)}
        />
      ) : (
        <EmptyState icon={IconBook2} title={t('noVersion.title')} hint={t('noVersion.hint')} />
      )}
      <DetailsDialog isOpen={isRenaming} vocabulary={vocabulary} onClose={() => setIsRenaming(false)} />
    </>
  );
}

/** What there is to do with the chosen version and the others: a comparison, and the way back to it where it is an older one. */
function OtherVersions({ vocabulary, version, slots }: LoadedProps & { readonly version: Version }) {
  const t = useTranslations('vocabularies.version');
  const versions = vocabulary.versions.nodes;
  const latest = versions[0]!;
  const [from, to] = version === latest ? [versions[1], latest] : [version, latest];
  if (!from) return null;
  return (
    <>
      <Button
        component={Link}
        variant="default"
        leftSection={<IconGitCompare size={16} aria-hidden />}
        href={`/vocabularies/${encodeURIComponent(vocabulary.id)}/compare?from=${from.number}&to=${to.number}`}
      >
        {t('compare')}
      </Button>
      {version === latest ? null : <slots.RevertButton vocabularyId={vocabulary.id} version={version} />}
    </>
  );
}

/** What it is, where its words come from, and under which terms. */
function About({ vocabulary: { description, source, licence } }: Pick<LoadedProps, 'vocabulary'>) {
  const t = useTranslations('vocabularies.details');
  return (
    <>
      {description}
      {source || licence ? (
        <Text span inherit size="xs" display="block">
          {source ? (
            <>
              {t('source')}: <SourceText source={source} />
            </>
          ) : null}
          {source && licence ? ' · ' : null}
          {licence ? `${t('licence')}: ${licence}` : null}
        </Text>
      ) : null}
    </>
  );
}

function PageSkeleton() {
  return (
    <Stack gap="md">
      <Skeleton height={30} width={280} />
      <Skeleton height={36} />
      <Skeleton height={480} />
    </Stack>
  );
}
