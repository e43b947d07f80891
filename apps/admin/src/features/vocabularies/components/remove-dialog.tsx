'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import { Confirm } from '../../../components/confirm.tsx';
import { labelOfId } from '../model/concept.ts';
import { idsBelow } from '../model/tree-moves.ts';
import type { DialogProps } from './editor-dialogs.tsx';

interface Props extends DialogProps {
  readonly publishedIds: ReadonlySet<string>;
  /** The concept to go on with, once these have gone. */
  readonly nextTo: (gone: ReadonlySet<string>) => string | null;
  readonly onDeprecate: () => void;
}

/** Leaves out concepts that have never been published, with all below them; others can only be deprecated. */
export function RemoveDialog({ ids, contents, languages, publishedIds, nextTo, onAct, onClose, onDeprecate }: Props) {
  const t = useTranslations('vocabularies.remove');
  const format = useFormatter();
  const gone = new Set(ids.flatMap((id) => [id, ...idsBelow(contents, id)]));
  const published = [...gone].filter((id) => publishedIds.has(id));
  const name = (id: string) => labelOfId(contents, id, languages);
  if (published.length > 0) {
    return (
      <PublishedNotice
        names={format.list(published.slice(0, 5).map(name))}
        onClose={onClose}
        onDeprecate={onDeprecate}
      />
    );
  }
  return (
    <Confirm
      isOpen
      title={t('title', { label: name(ids[0]!), count: ids.length })}
      action={t('action')}
      onConfirm={() => onAct([{ kind: 'remove', ids: [...gone] }], nextTo(gone))}
      onClose={onClose}
    >
      {t('hint', { count: gone.size - ids.length })}
    </Confirm>
  );
}

interface NoticeProps extends Pick<Props, 'onClose' | 'onDeprecate'> {
  readonly names: string;
}

function PublishedNotice({ names, onClose, onDeprecate }: NoticeProps) {
  const t = useTranslations('vocabularies.remove');
  const tAction = useTranslations('common.action');
  return (
    <Modal opened onClose={onClose} title={t('publishedTitle')} centered>
      <Stack gap="sm">
        <Text size="sm">{t('published', { names })}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tAction('cancel')}
          </Button>
          <Button onClick={onDeprecate}>{t('deprecateInstead')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
