'use client';

import { Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ownName } from '../../../lib/language-name.ts';
import { usePromptTokens } from '../api/use-prompt-tokens.ts';
import { checksAt } from '../model/checks.ts';
import type { TabProps } from './concept-panel.tsx';
import { CheckLines, useCheckText } from './check-badge.tsx';

/** The concept's own prompts, one per line, and whether a person has reviewed them. */
export function PromptsTab(props: TabProps) {
  const t = useTranslations('vocabularies');
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('hint.prompts')}
      </Text>
      {props.languages.map((language) => (
        <LanguagePrompts key={language} language={language} {...props} />
      ))}
    </Stack>
  );
}

function LanguagePrompts(props: TabProps & { readonly language: string }) {
  const { language, one, contents, languages, isReadOnly, checks, onChange, onSet } = props;
  const t = useTranslations('vocabularies');
  const textOf = useCheckText();
  const { prompts, reviewedPrompts } = one.concept;
  const lines = prompts[language] ?? [];
  const found = checksAt(checks, 'prompts', language);
  const wrong = found.find(({ severity }) => severity === 'error');
  // Nothing is wrong with the field because of these.
  const remarks = found.filter(({ severity }) => severity !== 'error');
  // What is said anew has to be looked at anew.
  const others = reviewedPrompts.filter((tag) => tag !== language);
  return (
    <Stack gap={4}>
      <Textarea
        label={ownName(language)}
        lang={language}
        autosize
        minRows={3}
        maxRows={12}
        value={lines.join('\n')}
        readOnly={isReadOnly}
        error={wrong && textOf(wrong)}
        onChange={(event) =>
          onChange({
            prompts: { ...prompts, [language]: event.currentTarget.value.split('\n') },
            reviewedPrompts: others,
          })
        }
      />
      {remarks.length > 0 ? <CheckLines checks={remarks} conceptKey={one.key} {...{ contents, languages }} /> : null}
      <TokenCounts {...props} lines={lines} language={language} />
      <Checkbox
        size="xs"
        label={t('field.reviewedPrompts')}
        checked={reviewedPrompts.includes(language)}
        disabled={isReadOnly || lines.every((line) => line.trim() === '')}
        onChange={(event) =>
          onSet({ reviewedPrompts: event.currentTarget.checked ? [...others, language].toSorted() : others })
        }
      />
    </Stack>
  );
}

/** The longest prompt's tokens, by what the encoder takes; what is beyond that is cut off. */
function TokenCounts({ lines, language, one, versionId, revision, encoderChoice }: TokenProps) {
  const t = useTranslations('vocabularies.tokens');
  const encoderId = encoderChoice.encoder?.id;
  const counts = usePromptTokens({ versionId, revision, externalId: one.key, language, encoderId });
  const counted = lines.flatMap((line) => counts.get(line.trim()) ?? []);
  if (counted.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" aria-live="polite">
      {counted.map(({ text, tokenCount, contextLength, isTooLong }) => (
        <Text key={text} span inherit c={isTooLong ? 'red' : undefined} mr="xs" title={text}>
          {t('count', { count: tokenCount, max: contextLength })}
        </Text>
      ))}
    </Text>
  );
}

type TokenProps = TabProps & { readonly language: string; readonly lines: readonly string[] };
