'use client';

import { Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageHeader } from '../../../components/page-header.tsx';
import { inTerms } from '../../../components/term.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useCreatePromptSet, usePromptSet } from '../api/use-prompt-sets.ts';
import type { PromptSet } from '../api/use-prompt-sets.ts';
import { PromptSetFields } from './prompt-set-fields.tsx';
import { TemplatesEditor } from './templates-editor.tsx';

/** A new prompt set, empty or begun with the templates of another one (`?from=<id>`). */
export function NewPromptSetPage() {
  const t = useTranslations('prompts');
  const from = useSearchParams().get('from');
  const query = usePromptSet(from);
  return (
    <>
      <PageHeader title={t('create')} hint={t.rich('hint', inTerms)} />
      {from === null ? (
        <Form model={null} />
      ) : (
        <QueryView query={query} skeleton={<Skeleton height={480} />}>
          {(model) => <Form model={model} />}
        </QueryView>
      )}
    </>
  );
}

function Form({ model }: { readonly model: PromptSet | null }) {
  const t = useTranslations('prompts');
  const router = useRouter();
  const create = useCreatePromptSet();
  const [fields, setFields] = useState({
    name: model ? t('copyName', { name: model.name }) : '',
    source: model?.source ?? '',
    licence: model?.licence ?? '',
  });
  const latest = model?.versions.nodes[0];
  return (
    <TemplatesEditor
      language={latest?.language ?? 'en'}
      templates={latest?.templates ?? []}
      isReadOnly={false}
      isNew
      isComplete={fields.name.trim() !== ''}
      action={t('save.create')}
      error={create.error}
      isBusy={create.isPending || create.isSuccess}
      onSave={async (version) => {
        const made = await create.mutateAsync({ ...fields, ...version });
        notifications.show({ message: t('save.created') });
        if (made) router.push(`/prompts/${made.id}`);
      }}
    >
      <PromptSetFields value={fields} error={create.error} onChange={setFields} />
    </TemplatesEditor>
  );
}
