'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useReducer, useState } from 'react';
import type { ComparePromptsInput, LabRecipeFragment } from '../../../../generated/graphql.ts';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useComparison } from '../api/use-lab.ts';
import type { LabReviews, LabVersion } from '../api/use-lab.ts';
import { isSameWording, wordingInput } from '../model/lab-wording.ts';
import type { LabWording } from '../model/lab-wording.ts';
import { templateProblems } from '../model/template-problem.ts';
import { reduceRows, rowsOf } from '../model/template-rows.ts';
import { LabResults } from './lab-results.tsx';
import classes from './lab.module.css';
import { WordingOne } from './wording-one.tsx';
import { WordingOther } from './wording-other.tsx';

interface Props {
  readonly recipe: LabRecipeFragment;
  readonly versions: readonly LabVersion[];
  readonly reviews: LabReviews;
}

const wordingOf = ({ language, templates }: LabVersion): LabWording => ({
  language,
  templates,
  useOwnPrompts: true,
  concepts: {},
});

/** A, B beside it to be changed, and what comes of comparing them. The address holds the versions that they begin with. */
export function LabBench({ recipe, versions, reviews }: Props) {
  const t = useTranslations('promptLab');
  const errorText = useErrorText();
  const [oneId, setOneId] = useUrlState('a');
  const [otherId, setOtherId] = useUrlState('b');
  const pinned = versions.find(({ id }) => id === recipe.promptSetVersion.id)!;
  const oneVersion = versions.find(({ id }) => id === oneId) ?? pinned;
  const otherVersion = versions.find(({ id }) => id === otherId) ?? pinned;
  const [one, setOne] = useState(() => wordingOf(oneVersion));
  const [rest, setRest] = useState(() => wordingOf(otherVersion));
  const [rows, dispatch] = useReducer(reduceRows, otherVersion.templates, rowsOf);
  const other = useMemo(() => ({ ...rest, templates: rows.map(({ text }) => text) }), [rest, rows]);
  const [asked, ask] = useState<ComparePromptsInput | null>(null);
  const { query, cancel } = useComparison(asked);

  const input = { recipeId: recipe.id, one: wordingInput(one), other: wordingInput(other) };
  const isAsked = JSON.stringify(input) === JSON.stringify(asked);
  const isWrong = templateProblems(other.templates).some((problem) => problem !== null);
  const isSame = isSameWording(one, other);
  return (
    <Stack gap="lg">
      <div className={classes.sides}>
        <WordingOne
          wording={one}
          version={oneVersion}
          versions={versions}
          pinnedId={pinned.id}
          reviews={reviews}
          onChange={setOne}
          onChoose={(version) => {
            setOneId(version.id === pinned.id ? null : version.id);
            setOne({ ...wordingOf(version), useOwnPrompts: one.useOwnPrompts });
          }}
        />
        <WordingOther
          wording={other}
          rows={rows}
          dispatch={dispatch}
          version={otherVersion}
          versions={versions}
          recipe={recipe}
          reviews={reviews}
          onChange={setRest}
          onChoose={(version) => {
            setOtherId(version.id === pinned.id ? null : version.id);
            setRest({ ...wordingOf(version), useOwnPrompts: rest.useOwnPrompts, concepts: rest.concepts });
            dispatch({ type: 'reset', templates: version.templates });
          }}
        />
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
          <Button variant="default" onClick={() => setOne(other)}>
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
          droppable={other.templates}
          onDrop={(template) => {
            const index = other.templates.indexOf(template);
            if (index >= 0) dispatch({ type: 'remove', index });
          }}
        />
      ) : null}
      <LeaveGuard
        isActive={!isSameWording(other, { ...wordingOf(otherVersion), useOwnPrompts: other.useOwnPrompts })}
      />
    </Stack>
  );
}
