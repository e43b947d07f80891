'use client';

import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { VocabularyContents } from '@actionary/inference/domain';
import { ownName } from '../../../lib/language-name.ts';
import { errorLines, useUserErrorWords } from '../../../lib/use-error-text.ts';
import type { UserError } from '../../../lib/user-errors.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import { labelOfId } from '../model/concept.ts';
import { editedPlaces, resolvedEdit } from '../model/conflicts.ts';
import type { Conflict, LocalOperation } from '../model/draft-state.ts';
import type { Collision } from '../model/merge-concept.ts';

interface Props {
  readonly editor: DraftEditor;
  readonly languages: readonly string[];
  readonly onClose: () => void;
}

/** What two people have done differently, side by side: nothing is overwritten until a person has chosen. */
export function ConflictsDialog({ editor, languages, onClose }: Props) {
  const t = useTranslations('vocabularies.conflict');
  const wordsOf = useUserErrorWords();
  const { conflicts, contents, store } = editor;
  const [conflict] = conflicts;
  const [problem, setProblem] = useState<UserError | null>(null);
  const decide = (operations: readonly LocalOperation[]) => {
    if (!conflict) return;
    const found = store.decide(conflict, operations);
    setProblem(found);
    if (found === null && conflicts.length === 1) onClose();
  };
  if (!conflict) return null;
  return (
    <Modal opened onClose={onClose} title={t('title', { count: conflicts.length })} size="xl" centered>
      {problem ? (
        <Text c="red" size="sm" role="alert" mb="xs">
          {errorLines([wordsOf(problem)])}
        </Text>
      ) : null}
      {conflict.kind === 'parts' ? (
        <Parts key={conflict.key} {...{ conflict, contents, languages }} onDecide={decide} />
      ) : (
        <StepConflict key={conflict.key} {...{ conflict, contents, languages }} onDecide={decide} />
      )}
    </Modal>
  );
}

interface OneProps<T extends Conflict> {
  readonly conflict: T;
  readonly contents: VocabularyContents;
  readonly languages: readonly string[];
  readonly onDecide: (operations: readonly LocalOperation[]) => void;
}

function Parts({ conflict, contents, languages, onDecide }: OneProps<Extract<Conflict, { kind: 'parts' }>>) {
  const t = useTranslations('vocabularies.conflict');
  const { id, collisions } = conflict;
  const [mine, setMine] = useState<ReadonlySet<Collision>>(new Set());
  const concept = contents.get(id);
  const choose = (collision: Collision, side: string) => {
    const next = new Set(mine);
    if (side === 'mine') next.add(collision);
    else next.delete(collision);
    setMine(next);
  };
  return (
    <Stack gap="sm">
      <Text size="sm">{t('hint', { label: labelOfId(contents, id, languages) })}</Text>
      <Table withTableBorder verticalSpacing="xs" highlightOnHover={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="22%">{t('field')}</Table.Th>
            <Table.Th>{t('theirs')}</Table.Th>
            <Table.Th>{t('mine')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {collisions.map((collision) => (
            <PartRow
              key={`${collision.field} ${collision.key}`}
              collision={collision}
              side={mine.has(collision) ? 'mine' : 'theirs'}
              onChoose={(side) => choose(collision, side)}
            />
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end">
        <Button
          data-autofocus
          onClick={() =>
            onDecide(
              concept
                ? resolvedEdit(
                    concept,
                    collisions.filter((each) => mine.has(each)),
                  )
                : [],
            )
          }
        >
          {t('decide')}
        </Button>
      </Group>
    </Stack>
  );
}

interface RowProps {
  readonly collision: Collision;
  readonly side: 'mine' | 'theirs';
  readonly onChoose: (side: string) => void;
}

function PartRow({ collision, side, onChoose }: RowProps) {
  const name = usePlaceName()(collision);
  const shown = (value: unknown) => <span style={{ whiteSpace: 'pre-wrap' }}>{inWords(value) || '—'}</span>;
  const option = (value: 'mine' | 'theirs') => (
    <Table.Td>
      <Radio
        name={`${collision.field} ${collision.key}`}
        label={shown(collision[value])}
        checked={side === value}
        onChange={() => onChoose(value)}
      />
    </Table.Td>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {option('theirs')}
      {option('mine')}
    </Table.Tr>
  );
}

/** Something that does not fit what others have done, or that the server has refused. */
function StepConflict({ conflict, contents, languages, onDecide }: OneProps<Extract<Conflict, { kind: 'step' }>>) {
  const t = useTranslations('vocabularies');
  const wordsOf = useUserErrorWords();
  const { step, problem } = conflict;
  const name = (id: string) => labelOfId(contents, id, languages);
  const reason = typeof problem === 'string' ? t(`conflict.${problem}`) : errorLines([wordsOf(problem)]);
  // A concept that has gone can come back only as a whole.
  const again = step.operations.map((operation): LocalOperation =>
    operation.kind === 'edit' && !contents.has(operation.after.id)
      ? { kind: 'put', concepts: [operation.after] }
      : operation,
  );
  return (
    <Stack gap="sm">
      <Text size="sm">{reason}</Text>
      <Stack gap={4} component="ul" m={0} pl="md">
        {step.operations.map((operation, index) => (
          <Text key={index} component="li" size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            <StepLine operation={operation} name={name} />
          </Text>
        ))}
      </Stack>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => onDecide([])}>
          {t('conflict.giveUp')}
        </Button>
        <Button onClick={() => onDecide(again)}>{t('conflict.again')}</Button>
      </Group>
    </Stack>
  );
}

function StepLine({ operation, name }: { readonly operation: LocalOperation; readonly name: (id: string) => string }) {
  const t = useTranslations('vocabularies');
  const format = useFormatter();
  const placeName = usePlaceName();
  const kind = t(`changeKind.${operation.kind === 'put' ? 'add' : operation.kind}`);
  if (operation.kind === 'put') {
    const labels = operation.concepts.map((each) => Object.values(each.prefLabels).join(' / ') || each.id);
    return t('replay.step', { kind, names: format.list(labels) });
  }
  if (operation.kind !== 'edit') {
    const ids = 'ids' in operation ? operation.ids : [operation.id];
    return t('replay.step', { kind, names: format.list(ids.map(name)) });
  }
  const lines = editedPlaces(operation).map((place) =>
    t('replay.step', { kind: placeName(place), names: inWords(place.mine) || '—' }),
  );
  return [t('replay.step', { kind, names: name(operation.after.id) }), ...lines].join('\n');
}

/** `Preferred label (English)` */
function usePlaceName() {
  const t = useTranslations('vocabularies');
  const facetName = (facet: string) => (t.has(`facet.${facet}`) ? t(`facet.${facet}`) : facet);
  return ({ field, key }: Pick<Collision, 'field' | 'key'>) => {
    const name = t(`field.${field}`);
    if (key === null) return name;
    return t('conflict.place', { field: name, key: field === 'facets' ? facetName(key) : ownName(key) });
  };
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(inWords).join('\n');
  return typeof value === 'object' ? Object.values(value).map(inWords).join(' ') : String(value as string | number);
}
