'use client';

import { Badge, Button, Drawer, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { VocabularyContents } from '@actionary/inference/domain';
import { EmptyState } from '../../../components/empty-state.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useDraftChanges } from '../api/use-changes.ts';
import type { Change } from '../api/use-changes.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import { labelOfId } from '../model/concept.ts';
import classes from './change-list.module.css';
import { FieldChanges } from './field-changes.tsx';
import type { Replay } from './use-replay.tsx';

interface Props {
  readonly versionId: string;
  readonly editor: DraftEditor;
  readonly languages: readonly string[];
  readonly replay: Replay;
  readonly onClose: () => void;
}

/** The change set: what has been done to the draft, latest first, and how to go back. */
export function ChangeDrawer({ onClose, ...props }: Props) {
  const t = useTranslations('vocabularies.changes');
  return (
    <Drawer opened onClose={onClose} position="right" title={t('title')} size="min(100%, 520px)">
      <ChangeSet {...props} />
    </Drawer>
  );
}

function ChangeSet({ versionId, editor, languages, replay }: Omit<Props, 'onClose'>) {
  const t = useTranslations('vocabularies.changes');
  const { contents, revision, canUndo, canRedo } = editor;
  const query = useDraftChanges(versionId, revision);
  const isGoing = editor.saving === 'saving';
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          disabled={!canUndo || isGoing}
          onClick={() => void replay.run('undo')}
        >
          {t('undo')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowForwardUp size={14} aria-hidden />}
          disabled={!canRedo || isGoing}
          onClick={() => void replay.run('redo')}
        >
          {t('redo')}
        </Button>
      </Group>
      <QueryView query={query} skeleton={<Skeleton height={240} />}>
        {(changes) =>
          changes.length === 0 ? (
            <EmptyState icon={IconArrowBackUp} title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <ol className={classes.list} aria-label={t('title')}>
              {changes.map((change, index) => (
                <Step
                  key={change.id}
                  change={change}
                  contents={contents}
                  languages={languages}
                  isGoing={isGoing}
                  onUndoTo={() =>
                    void replay.run(
                      'undo',
                      changes.slice(0, index + 1).filter(({ undoneAt }) => undoneAt === null),
                    )
                  }
                />
              ))}
            </ol>
          )
        }
      </QueryView>
      <MoreButton query={query} />
    </Stack>
  );
}

interface StepProps {
  readonly change: Change;
  readonly contents: VocabularyContents;
  readonly languages: readonly string[];
  readonly isGoing: boolean;
  readonly onUndoTo: () => void;
}

const NAMED = 3;

function Step({ change, contents, languages, isGoing, onUndoTo }: StepProps) {
  const t = useTranslations('vocabularies');
  const format = useFormatter();
  const { kind, concepts, conceptCount, person, createdAt, undoneAt, fieldChanges } = change;
  const nameOf = (externalId: string) => labelOfId(contents, externalId, languages);
  // Those that only make room are not what was done.
  const told = new Set(fieldChanges.filter(({ field }) => field !== 'position').map((each) => each.concept.externalId));
  const meant = told.size > 0 ? concepts.filter(({ externalId }) => told.has(externalId)) : concepts;
  const names = format.list(meant.slice(0, NAMED).map(({ externalId }) => nameOf(externalId)));
  const isCut = concepts.length < conceptCount;
  const furtherCount = (isCut ? conceptCount : meant.length) - NAMED;
  const at = new Date(createdAt);
  return (
    <li className={classes.step} data-undone={undoneAt === null ? undefined : true}>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Badge variant="light" tt="none" flex="none" color={undoneAt === null ? undefined : 'gray'}>
          {t(`changeKind.${kind}`)}
        </Badge>
        <Text size="sm" fw={600} className={classes.names}>
          {names}
          {furtherCount > 0 ? ` ${t('changes.more', { count: furtherCount })}` : null}
        </Text>
      </Group>
      <FieldChanges changes={fieldChanges} nameOf={concepts.length > 1 ? nameOf : undefined} idName={nameOf} />
      <Group gap="xs" justify="space-between">
        <Text size="xs" c="dimmed">
          {t('changes.by', {
            person: person ?? t('changes.nobody'),
            at: format.dateTime(at, { dateStyle: 'short', timeStyle: 'short' }),
          })}
          {undoneAt === null ? null : ` · ${t('changes.undone')}`}
        </Text>
        {undoneAt === null ? (
          <Tooltip label={t('changes.undoToHint')}>
            <Button variant="subtle" size="compact-xs" disabled={isGoing} onClick={onUndoTo}>
              {t('changes.undoTo')}
            </Button>
          </Tooltip>
        ) : null}
      </Group>
    </li>
  );
}
