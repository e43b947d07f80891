'use client';

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { VocabularyContents } from '@actionary/inference/domain';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { replayableSteps } from '../api/draft-server.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { Replayed } from '../model/draft-store.ts';
import { isOwnStep, noteUndone } from '../model/own-steps.ts';
import { nextStep } from '../model/replay.ts';
import type { ReplayableStep, ReplayAct } from '../model/replay.ts';
import { useStepName } from './use-step-name.ts';

/** Steps one after the other; the draft has to be at the revision, so that no other step is taken for them. */
interface Plan {
  readonly act: ReplayAct;
  readonly steps: readonly ReplayableStep[];
  readonly revision: number;
}

const BACK = { undo: 'redo', redo: 'undo' } as const;

/** Takes steps back and does them again: asks before other people's, and tells which ones it was. */
export function useReplay(versionId: string, editor: DraftEditor, languages: readonly string[]) {
  const { store } = editor;
  const tellProblem = useTellProblem();
  const tell = useTelling(languages);
  const [question, setQuestion] = useState<Plan | null>(null);
  const tail = useRef(Promise.resolve());

  const carryOut = async ({ act, steps, revision }: Plan) => {
    setQuestion(null);
    const before = store.contents;
    for (const [index, step] of steps.entries()) {
      const outcome = await store[act](revision + index);
      if (outcome !== 'done') return tell.failed(act, outcome, index);
      if (act === 'undo') noteUndone(step.id);
    }
    // What is taken away is still called so before, what comes back is so again afterwards.
    const among = act === 'undo' ? [before, store.contents] : [store.contents, before];
    tell.done(act, tell.nameOf(steps, among), () => void run(BACK[act], steps.toReversed()));
  };
  const plan = async (act: ReplayAct, wanted?: readonly ReplayableStep[]) => {
    store.leave();
    await store.save();
    if (store.getSnapshot().state.waiting.length > 0) return;
    const { revision, steps: known } = await replayableSteps(versionId);
    const next = nextStep(known, act);
    if (!next) return tell.failed(act, 'nothing', 0);
    if (wanted && wanted[0]?.id !== next.id) return tell.failed(act, 'stale', 0);
    const steps = wanted ?? [next];
    if (steps.every(({ id }) => isOwnStep(id, act))) await carryOut({ act, steps, revision });
    else setQuestion({ act, steps, revision });
  };
  const run = (act: ReplayAct, wanted?: readonly ReplayableStep[]) => {
    tail.current = tail.current.then(() => plan(act, wanted)).catch(tellProblem);
    return tail.current;
  };
  return { run, question, answer: (agreed: Plan | null) => (agreed ? void carryOut(agreed) : setQuestion(null)) };
}

export type Replay = ReturnType<typeof useReplay>;

/** The notification in sight: the next one takes its place. */
const shownAs = { id: '' };

function useTelling(languages: readonly string[]) {
  const t = useTranslations('vocabularies.replay');
  const nameOf = useStepName(languages);
  return {
    nameOf: (steps: readonly ReplayableStep[], among: readonly VocabularyContents[]) =>
      steps.length === 1 ? nameOf(steps[0]!, ...among) : t('steps', { count: steps.length }),
    done: (act: ReplayAct, name: string, onBack: () => void) => {
      const goBack = () => {
        notifications.hide(shownAs.id);
        onBack();
      };
      if (shownAs.id) notifications.hide(shownAs.id);
      shownAs.id = notifications.show({
        title: t(`${act}.done`),
        autoClose: 10_000,
        message: (
          <Group justify="space-between" gap="xs">
            <Text size="sm" style={{ flex: '1 1 160px' }}>
              {name}
            </Text>
            <Button size="compact-sm" variant="light" onClick={goBack}>
              {t(`${act}.back`)}
            </Button>
          </Group>
        ),
      });
    },
    /** @param doneCount steps before it that were done */
    failed: (act: ReplayAct, outcome: Exclude<Replayed, 'done'>, doneCount: number) => {
      // That nothing can be saved is told beside what is saved.
      if (outcome === 'failed') return;
      const message = outcome === 'nothing' ? t(`${act}.nothing`) : t(`${act}.stale`, { count: doneCount });
      notifications.show({ color: 'yellow', message, autoClose: 12_000 });
    },
  };
}
