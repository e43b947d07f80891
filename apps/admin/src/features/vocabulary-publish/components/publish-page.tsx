'use client';

import { Button, Skeleton, Stack } from '@mantine/core';
import { IconBook2, IconFileOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import { useDraftImpact, usePublishPage } from '../api/use-publish.ts';
import type { Draft, PublishedVocabulary } from '../api/use-publish.ts';
import { ImpactView } from './impact-view.tsx';
import { WhatNext } from './what-next.tsx';
import type { Outcome } from './what-next.tsx';

/** What publishing the draft of a vocabulary will touch, the button that does it, and what to do afterwards. */
export function PublishPage({ id }: { readonly id: string }) {
  const t = useTranslations('vocabularyPublish');
  const tState = useTranslations('common.state');
  const query = usePublishPage(id);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <QueryView query={query} skeleton={<ImpactSkeleton />}>
      {(vocabulary) => {
        if (!vocabulary)
          return <EmptyState icon={IconBook2} title={tState('notFound')} hint={tState('notFoundHint')} />;
        if (outcome) return <WhatNext vocabulary={vocabulary} outcome={outcome} />;
        if (vocabulary.draft)
          return <DraftView vocabulary={vocabulary} draft={vocabulary.draft} onPublished={setOutcome} />;
        return (
          <EmptyState icon={IconFileOff} title={t('noDraft.title')} hint={t('noDraft.hint')}>
            <Button component={Link} href={`/vocabularies/${id}`}>
              {t('noDraft.open')}
            </Button>
          </EmptyState>
        );
      }}
    </QueryView>
  );
}

interface DraftProps {
  readonly vocabulary: PublishedVocabulary;
  readonly draft: Draft;
  readonly onPublished: (outcome: Outcome) => void;
}

function DraftView({ vocabulary, draft, onPublished }: DraftProps) {
  const t = useTranslations('vocabularyPublish');
  const query = useDraftImpact(draft.id);
  const { id, name, latestPublished } = vocabulary;
  return (
    <>
      <PageHeader
        title={t('titleNumber', { number: draft.number })}
        hint={t(latestPublished ? 'hint' : 'hintFirst', { name })}
      >
        {latestPublished ? (
          <Button
            component={Link}
            variant="default"
            href={`/vocabularies/${id}/compare?from=${latestPublished.number}&to=${draft.number}`}
          >
            {t('compare')}
          </Button>
        ) : null}
        <Button component={Link} variant="default" href={editorAddress(id, draft.number)}>
          {t('back')}
        </Button>
      </PageHeader>
      <QueryView query={query} skeleton={<ImpactSkeleton />}>
        {(version) =>
          version ? (
            <ImpactView
              vocabulary={vocabulary}
              draft={draft}
              version={version}
              onStale={() => void query.refetch()}
              onPublished={(published) =>
                onPublished({ ...published, before: latestPublished?.number ?? null, impact: version.impact })
              }
            />
          ) : null
        }
      </QueryView>
    </>
  );
}

function ImpactSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={84} />
      <Skeleton height={360} />
      <Skeleton height={160} />
    </Stack>
  );
}
