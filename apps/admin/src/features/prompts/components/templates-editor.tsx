'use client';

import { Alert, Autocomplete, Group, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useRefusalText } from '../../../lib/use-refusal-text.ts';
import { errorAt } from '../../../lib/user-errors.ts';
import { usePreview, usePreviewChoices } from '../api/use-preview.ts';
import { longPrompts } from '../model/long-prompts.ts';
import { templateProblems } from '../model/template-problem.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { TemplateList } from './template-list.tsx';
import classes from './templates-editor.module.css';
import { useProblemText } from './use-problem-text.ts';
import { useTemplateDraft } from './use-template-draft.ts';
import type { TemplateContent, TemplateDraft } from './use-template-draft.ts';

interface Props extends TemplateContent {
  /** The latest version, by which is told whether there is something to save; absent for a new prompt set. */
  readonly saved?: TemplateContent;
  readonly isReadOnly: boolean;
  readonly isNew?: boolean;
  /** Whether the fields around the templates are filled in. */
  readonly isComplete: boolean;
  /** Label of the button that saves. */
  readonly action: string;
  readonly warning?: string | null;
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly onSave: (content: TemplateDraft['content']) => Promise<void>;
  /** Nothing was changed here, so the editor shows what someone else has saved. */
  readonly onFollow?: () => void;
  readonly children?: ReactNode;
}

const LANGUAGES = ['en', 'ja', 'zh', 'vi', 'de', 'fr', 'es', 'pt'];
const TAG = /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** Templates at the left, what they give at the right. */
export function TemplatesEditor(props: Props) {
  const { saved, isReadOnly, isNew = false, isComplete, warning, error, isBusy, onSave, children } = props;
  const t = useTranslations('prompts');
  const errorText = useErrorText();
  const refusalText = useRefusalText();
  const problemText = useProblemText();
  const draft = useTemplateDraft({
    language: props.language,
    templates: props.templates,
    saved,
    isReadOnly,
    isNew,
    onFollow: props.onFollow,
  });
  const { rows, language, templates, isDirty } = draft;
  const choices = usePreviewChoices();
  const preview = usePreview(templates, language, choices);
  const problems = useMemo(() => (draft.isBegun ? templateProblems(templates) : []), [draft.isBegun, templates]);
  const long = useMemo(() => longPrompts(templates, preview.query.data ?? []), [templates, preview.query.data]);
  const messages = rows.map((_, index) => {
    const refused = errorAt(error, `templates.${index}`);
    const own = problemText(problems[index] ?? null, long[index] ?? null);
    return own ?? (refused && (refusalText(refused) ?? refused.message));
  });
  const wrongCount = problems.filter((problem, index) => problem || long[index]).length;
  const isLanguage = TAG.test(language);
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
            <LanguageField
              language={language}
              isLanguage={isLanguage}
              isReadOnly={isReadOnly}
              onChange={draft.setLanguage}
            />
            {isReadOnly ? null : (
              <SaveButtons
                status={statusText(t, { isNew, isDirty, wrongCount, isBehind: preview.isBehind })}
                action={props.action}
                canSave={canSave}
                canReset={isDirty && !isNew}
                isBusy={isBusy}
                onSave={() => void onSave(draft.content).catch(() => {})}
                onReset={draft.reset}
              />
            )}
          </Group>
          <TemplateList
            rows={rows}
            messages={messages}
            language={language}
            isReadOnly={isReadOnly}
            dispatch={draft.dispatch}
          />
        </Stack>
        <PreviewPanel preview={preview} choices={choices} language={language} />
      </div>
      <LeaveGuard isActive={isDirty && !isBusy} />
    </>
  );
}

interface LanguageFieldProps {
  readonly language: string;
  /** It is written as tags of languages are. */
  readonly isLanguage: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (language: string) => void;
}

function LanguageField({ language, isLanguage, isReadOnly, onChange }: LanguageFieldProps) {
  const t = useTranslations('prompts.field');
  return (
    <Autocomplete
      label={t('language')}
      description={t('languageHint')}
      maw={300}
      readOnly={isReadOnly}
      variant={isReadOnly ? 'unstyled' : 'default'}
      value={language}
      data={LANGUAGES}
      error={isLanguage ? undefined : 'en, ja …'}
      onChange={(value) => onChange(value.trim())}
    />
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
