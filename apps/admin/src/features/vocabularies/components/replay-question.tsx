'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Confirm } from '../../../components/confirm.tsx';
import { callerPerson } from '../../../lib/person.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import { isOwnStep } from '../model/own-steps.ts';
import type { Replay } from './use-replay.tsx';
import { useStepName } from './use-step-name.ts';

interface Props {
  readonly replay: Replay;
  readonly editor: DraftEditor;
  readonly languages: readonly string[];
}

const SHOWN = 8;

/** Asks before steps that were not made in this window are taken back, or done again. */
export function ReplayQuestion({ replay: { question, answer }, editor, languages }: Props) {
  const t = useTranslations('vocabularies.replay');
  const nameOf = useStepName(languages);
  if (!question) return null;
  const { act, steps } = question;
  const others = steps.filter(({ id }) => !isOwnStep(id, act));
  const persons = new Set(others.map(({ person }) => person));
  const [person = null] = persons;
  const whose =
    persons.size > 1 || person === null
      ? t(`${act}.askNobody`)
      : person === callerPerson()
        ? t(`${act}.askSelf`)
        : t(`${act}.ask`, { person });
  return (
    <Confirm
      isOpen
      title={whose}
      action={t(`${act}.action`)}
      onConfirm={() => answer(question)}
      onClose={() => answer(null)}
    >
      <Stack component="span" gap={4}>
        {steps.slice(0, SHOWN).map((step) => (
          <span key={step.id}>{nameOf(step, editor.contents)}</span>
        ))}
        {steps.length > SHOWN ? (
          <Text span size="xs" c="dimmed">
            {t('more', { count: steps.length - SHOWN })}
          </Text>
        ) : null}
      </Stack>
    </Confirm>
  );
}
