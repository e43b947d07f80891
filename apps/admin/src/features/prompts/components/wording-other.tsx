'use client';

import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import type { LabRecipeFragment } from '../../../../generated/graphql.ts';
import { Permitted } from '../../../components/permitted.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import type { LabReviews, LabVersion } from '../api/use-lab.ts';
import { useCreateVersion } from '../api/use-prompt-sets.ts';
import type { LabWording } from '../model/lab-wording.ts';
import { cleanTemplate, templateProblems } from '../model/template-problem.ts';
import type { RowAction, TemplateRow } from '../model/template-rows.ts';
import { ConceptPrompts } from './concept-prompts.tsx';
import { OwnSwitch } from './own-switch.tsx';
import { TemplateList } from './template-list.tsx';
import { useProblemText } from './use-problem-text.ts';
import { VersionChoice } from './version-choice.tsx';

interface Props {
  readonly wording: LabWording;
  /** Its templates, as they are edited. */
  readonly rows: readonly TemplateRow[];
  readonly dispatch: (action: RowAction) => void;
  /** What it began with. */
  readonly version: LabVersion;
  readonly versions: readonly LabVersion[];
  readonly recipe: LabRecipeFragment;
  readonly reviews: LabReviews;
  readonly onChange: (wording: LabWording) => void;
  readonly onChoose: (version: LabVersion) => void;
}

/** What is tried: templates and prompts of single concepts, edited on the spot and saved where they belong. */
export function WordingOther(props: Props) {
  const { wording, rows, dispatch, version, versions, recipe, reviews, onChange, onChoose } = props;
  const t = useTranslations('promptLab');
  const problemText = useProblemText();
  const problems = templateProblems(wording.templates);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="wording-other">
      <Stack gap="sm">
        <Title order={2} size="h4" id="wording-other">
          {t('other')}
        </Title>
        <VersionChoice label={t('begin')} versions={versions} version={version} onChoose={onChoose} />
        <OwnSwitch wording={wording} reviews={reviews} onChange={onChange} />
        <TemplateList
          rows={rows}
          messages={problems.map((problem) => problemText(problem, null))}
          language={wording.language}
          isReadOnly={false}
          dispatch={dispatch}
        />
        <SaveTemplates
          version={version}
          language={wording.language}
          templates={wording.templates.map(cleanTemplate)}
          isWrong={problems.some((problem) => problem !== null)}
          onSaved={onChoose}
        />
        <ConceptPrompts wording={wording} recipe={recipe} reviews={reviews} onChange={onChange} />
      </Stack>
    </Paper>
  );
}

interface SaveProps {
  readonly version: LabVersion;
  readonly language: string;
  readonly templates: readonly string[];
  readonly isWrong: boolean;
  readonly onSaved: (version: LabVersion) => void;
}

/** Makes the templates the next version of the prompt set that they began with. */
function SaveTemplates({ version, language, templates, isWrong, onSaved }: SaveProps) {
  const t = useTranslations('promptLab.save');
  const errorText = useErrorText();
  const save = useCreateVersion();
  const { promptSetId, name, latest } = version;
  if (JSON.stringify(templates) === JSON.stringify(version.templates)) return null;
  const onSave = async () => {
    const input = { promptSetId, expectedNumber: latest, language, templates: [...templates] };
    const saved = (await save.mutateAsync(input))?.versions.nodes[0];
    if (!saved) return;
    notifications.show({ message: t('done', { name, number: saved.number }) });
    onSaved({ ...saved, promptSetId, name, latest: saved.number });
  };
  return (
    <Group gap="sm">
      <Permitted permission="curate">
        <Button
          variant="default"
          disabled={isWrong}
          loading={save.isPending}
          onClick={() => void onSave().catch(() => {})}
        >
          {t('action', { name, number: latest + 1 })}
        </Button>
      </Permitted>
      {save.error ? (
        <Alert color="red" variant="light" role="alert">
          {errorText(save.error)}
        </Alert>
      ) : (
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      )}
    </Group>
  );
}
