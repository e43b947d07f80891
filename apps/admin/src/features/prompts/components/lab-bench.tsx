'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ComparePromptsInput, LabRecipeFragment } from '../../../../generated/graphql.ts';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useComparison } from '../api/use-lab.ts';
import type { LabReviews, LabVersion } from '../api/use-lab.ts';
import { isSameWording, wordingInput } from '../model/lab-wording.ts';
import { templateProblems } from '../model/template-problem.ts';
import { LabResults } from './lab-results.tsx';
import classes from './lab.module.css';
import { useWordings } from './use-wordings.ts';
import { WordingOne } from './wording-one.tsx';
import { WordingOther } from './wording-other.tsx';

interface Props {
  readonly recipe: LabRecipeFragment;
  readonly versions: readonly LabVersion[];
  readonly reviews: LabReviews;
}

/** A, B beside it to be changed, and what comes of comparing them. */
export function LabBench({ recipe, versions, reviews }: Props) {
  const t = useTranslations('promptLab');
  const errorText = useErrorText();
  const { pinnedId, one, other, isChanged } = useWordings(recipe, versions);
  const [asked, ask] = useState<ComparePromptsInput | null>(null);
  const { query, cancel } = useComparison(asked);

  const input = { recipeId: recipe.id, one: wordingInput(one.wording), other: wordingInput(other.wording) };
  const isAsked = JSON.stringify(input) === JSON.stringify(asked);
  const { templates } = other.wording;
  const isWrong = templateProblems(templates).some((problem) => problem !== null);
  const isSame = isSameWording(one.wording, other.wording);
  return (
    <Stack gap="lg">
      <div className={classes.sides}>
        <WordingOne {...one} {...{ versions, pinnedId, reviews }} />
        <WordingOther {...other} {...{ versions, recipe, reviews }} />
      </div>
      <Group gap="sm">
        <Button
          disabled={isWrong || isSame || (isAsked && query.isSuccess)}
          loading={query.isFetching}
          onClick={() => (isAsked ? void query.refetch() : ask(input))}
        >
          {t('compare')}
        </Button>
        {query.isFetching ? (
          <Button variant="default" onClick={cancel}>
            {t('cancel')}
          </Button>
        ) : isAsked && query.data ? (
          <Button variant="default" onClick={() => one.onChange(other.wording)}>
            {t('goOn')}
          </Button>
        ) : null}
        <Text size="sm" c="dimmed" role="status">
          {query.isFetching ? t('busy') : isWrong ? t('wrong') : isSame ? t('same') : ''}
        </Text>
      </Group>
      {query.isError && isAsked ? (
        <Alert color="red" variant="light" role="alert">
          {errorText(query.error)}
        </Alert>
      ) : null}
      {query.data ? (
        <LabResults
          comparison={query.data}
          isBehind={!isAsked}
          droppable={templates}
          onDrop={(template) => {
            const index = templates.indexOf(template);
            if (index >= 0) other.dispatch({ type: 'remove', index });
          }}
        />
      ) : null}
      <LeaveGuard isActive={isChanged} />
    </Stack>
  );
}
