'use client';

import { Alert, Autocomplete, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useReducer, useState } from 'react';
import type { ReactNode } from 'react';
import { Confirm } from '../../../components/confirm.tsx';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useRefusalText } from '../../../lib/use-refusal-text.ts';
import { errorAt } from '../../../lib/user-errors.ts';
import { usePreview, usePreviewChoices } from '../api/use-preview.ts';
import { longPrompts } from '../model/long-prompts.ts';
import { cleanTemplate, templateProblems } from '../model/template-problem.ts';
import { reduceRows, rowsOf } from '../model/template-rows.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { TemplateList } from './template-list.tsx';
import classes from './templates-editor.module.css';
import { useProblemText } from './use-problem-text.ts';

interface Content {
  readonly language: string;
  readonly templates: string[];
}

interface Props {
  /** What the editor begins with. */
  readonly language: string;
  readonly templates: readonly string[];
  /** The latest version, by which is told whether there is something to save; absent for a new prompt set. */
  readonly saved?: { readonly language: string; readonly templates: readonly string[] };
  readonly isReadOnly: boolean;
  readonly isNew?: boolean;
  /** Whether the fields around the templates are filled in. */
  readonly isComplete: boolean;
  /** Label of the button that saves. */
  readonly action: string;
  readonly warning?: string | null;
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly onSave: (content: Content) => Promise<void>;
  /** Nothing was changed here, so the editor shows what someone else has saved. */
  readonly onFollow?: () => void;
  readonly children?: ReactNode;
}

const LANGUAGES = ['en', 'ja', 'zh', 'vi', 'de', 'fr', 'es', 'pt'];
const TAG = /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** Templates at the left, what they give at the right. */
export function TemplatesEditor(props: Props) {
  const { saved, isReadOnly, isNew = false, isComplete, warning, error, isBusy, onSave, onFollow, children } = props;
  const t = useTranslations('prompts');
  const errorText = useErrorText();
  const refusalText = useRefusalText();
  const problemText = useProblemText();
  const [rows, dispatch] = useReducer(reduceRows, props.templates, rowsOf);
  const [language, setLanguage] = useState(props.language);
  const [base, setBase] = useState(saved);
  const templates = useMemo(() => rows.map(({ text }) => text), [rows]);
  const choices = usePreviewChoices();
  const preview = usePreview(templates, language, choices);

  // Where nothing is written yet, nothing is wrong.
  const isBegun = !isNew || templates.some((text) => text.trim() !== '');
  const problems = useMemo(() => (isBegun ? templateProblems(templates) : []), [isBegun, templates]);
  const long = useMemo(() => longPrompts(templates, preview.query.data ?? []), [templates, preview.query.data]);
  const messages = rows.map((_, index) => {
    const refused = errorAt(error, `templates.${index}`);
    const own = problemText(problems[index] ?? null, long[index] ?? null);
    return own ?? (refused && (refusalText(refused) ?? refused.message));
  });
  const wrongCount = problems.filter((problem, index) => problem || long[index]).length;
  const isLanguage = TAG.test(language);
  const content = { language, templates: templates.map(cleanTemplate) };
  const isSame = (other: Props['saved']) =>
    other !== undefined &&
    JSON.stringify([other.language, other.templates]) === JSON.stringify([language, content.templates]);
  const isDirty = !isReadOnly && (isNew ? isBegun : !isSame(saved));

  useEffect(() => {
    if (saved === base) return;
    setBase(saved);
    if (!saved || !isSame(base)) return;
    dispatch({ type: 'reset', templates: saved.templates });
    setLanguage(saved.language);
    onFollow?.();
  });

  const canSave = isDirty && isComplete && isLanguage && wrongCount === 0 && !preview.isBehind;
  return (
    <>
      <Stack gap="sm" mb="sm">
        {children}
        {warning && isDirty ? (
          <Alert color="yellow" variant="light" role="alert">
            {warning}
          </Alert>
        ) : null}
        {error && !warning ? (
          <Alert color="red" variant="light" role="alert">
            {errorText(error)}
          </Alert>
        ) : null}
      </Stack>
      <div className={classes.split}>
        <Stack gap="sm">
          <Group justify="space-between" align="flex-end" gap="sm">
            <Autocomplete
              label={t('field.language')}
              description={t('field.languageHint')}
              maw={300}
              readOnly={isReadOnly}
              variant={isReadOnly ? 'unstyled' : 'default'}
              value={language}
              data={LANGUAGES}
              error={isLanguage ? undefined : 'en, ja …'}
              onChange={(value) => setLanguage(value.trim())}
            />
            {isReadOnly ? null : (
              <SaveButtons
                status={statusText(t, { isNew, isDirty, wrongCount, isBehind: preview.isBehind })}
                action={props.action}
                canSave={canSave}
                canReset={isDirty && !isNew}
                isBusy={isBusy}
                onSave={() => void onSave(content).catch(() => {})}
                onReset={() => {
                  dispatch({ type: 'reset', templates: saved?.templates ?? [] });
                  setLanguage(saved?.language ?? language);
                }}
              />
            )}
          </Group>
          <TemplateList
            rows={rows}
            messages={messages}
            language={language}
            isReadOnly={isReadOnly}
            dispatch={dispatch}
          />
        </Stack>
        <PreviewPanel preview={preview} choices={choices} language={language} />
      </div>
      <LeaveGuard isActive={isDirty && !isBusy} />
    </>
  );
}

interface Status {
  readonly isNew: boolean;
  readonly isDirty: boolean;
  readonly wrongCount: number;
  readonly isBehind: boolean;
}

function statusText(
  t: ReturnType<typeof useTranslations<'prompts'>>,
  { isNew, isDirty, wrongCount, isBehind }: Status,
): string {
  if (!isDirty) return isNew ? '' : t('save.nothing');
  if (wrongCount > 0) return t('save.problems', { count: wrongCount });
  return isBehind ? t('save.waiting') : '';
}

interface SaveProps {
  /** Why nothing can be saved. */
  readonly status: string;
  readonly action: string;
  readonly canSave: boolean;
  readonly canReset: boolean;
  readonly isBusy: boolean;
  readonly onSave: () => void;
  readonly onReset: () => void;
}

function SaveButtons({ status, action, canSave, canReset, isBusy, onSave, onReset }: SaveProps) {
  const t = useTranslations('prompts.save');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {status}
      </Text>
      {canReset ? (
        <Button variant="subtle" color="gray" onClick={() => setIsAsking(true)}>
          {t('reset')}
        </Button>
      ) : null}
      <Button disabled={!canSave} loading={isBusy} onClick={onSave}>
        {action}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('reset')}
        action={t('reset')}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          onReset();
          setIsAsking(false);
        }}
      >
        {t('resetHint')}
      </Confirm>
    </Group>
  );
}
