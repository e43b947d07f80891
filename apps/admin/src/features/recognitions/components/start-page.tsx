'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RecognitionChoicesDocument } from '../../../../generated/graphql.ts';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { StartForm } from './start-form.tsx';

export function StartPage() {
  const t = useTranslations('recognitions');
  const query = useQuery(graphqlQuery(RecognitionChoicesDocument, {}));
  return (
    <>
      <PageHeader title={t('new')} hint={t('newHint')} />
      <QueryView query={query} skeleton={<Skeleton h={520} maw={860} />}>
        {(choices) => <StartForm choices={choices} />}
      </QueryView>
    </>
  );
}
