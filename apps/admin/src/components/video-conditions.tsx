'use client';

import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RecipeChoicesDocument } from '../../generated/graphql.ts';
import { graphqlQuery } from '../lib/graphql.ts';
import type { VideoChoice } from '../lib/video-choice.ts';
import { useOperators } from './use-operators.ts';

interface Props {
  readonly choice: VideoChoice;
  readonly onChange: (part: 'from' | 'until' | 'operatorId' | 'withoutId', value: string | null) => void;
  readonly className?: string | undefined;
}

/** When videos were recorded, who works in them, and what has not recognised them yet: fields to be placed side by side. */
export function VideoConditions({ choice, onChange, className }: Props) {
  const t = useTranslations('videoFilter');
  const { data } = useQuery(graphqlQuery(RecipeChoicesDocument, {}));
  const person = useTranslations('operators');
  const operators = useOperators();
  const recipes = data?.recipes.nodes ?? [];
  return (
    <>
      {(['from', 'until'] as const).map((part) => (
        <TextInput
          key={part}
          type="datetime-local"
          label={t(part)}
          className={className}
          value={choice[part] ?? ''}
          onChange={({ currentTarget }) => onChange(part, currentTarget.value || null)}
        />
      ))}
      {operators.length > 0 ? (
        <Select
          label={person('operator')}
          placeholder={person('any')}
          className={className}
          data={operators.map(({ id, pseudonym }) => ({ value: id, label: pseudonym }))}
          value={choice.operatorId}
          onChange={(id) => onChange('operatorId', id)}
          searchable
          clearable
        />
      ) : null}
      <Select
        label={t('without')}
        placeholder={t('withoutNone')}
        className={className}
        data={recipes.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
        value={choice.withoutId}
        onChange={(id) => onChange('withoutId', id)}
        searchable
        clearable
      />
    </>
  );
}
