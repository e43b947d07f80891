'use client';

import { ActionIcon, Alert, Button, Group, Menu, Modal, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Confirm } from '../../../components/confirm.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import type { VersionChecks } from '../api/use-checks.ts';
import { useForgetDraft } from '../api/use-draft.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import { useVersionDifference } from '../api/use-version-difference.ts';
import type { Version } from '../api/use-vocabulary.ts';
import { useDiscardDraft, usePublishDraft } from '../api/use-vocabulary-mutations.ts';

interface Props {
  readonly editor: DraftEditor;
  readonly version: Version;
  readonly previous: Version | undefined;
  readonly checks: VersionChecks;
  readonly onClosed: () => void;
}

/** Publish a draft, or throw it away. */
export function DraftActions(props: Props) {
  const { editor } = props;
  const t = useTranslations('vocabularies');
  const [open, setOpen] = useState<'publish' | 'discard' | null>(null);
  const { isUnsaved } = editor;
  const close = () => setOpen(null);
  return (
    <>
      <Tooltip label={t('publish.saveFirst')} disabled={!isUnsaved}>
        <Button
          variant="default"
          data-disabled={isUnsaved || undefined}
          aria-disabled={isUnsaved}
          onClick={() => !isUnsaved && setOpen('publish')}
        >
          {t('publish.open')}
        </Button>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('draftMenu')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setOpen('discard')}>
            {t('discard.open')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={open === 'publish'}
        onClose={close}
        title={t('publish.title', { number: props.version.number })}
        centered
      >
        <PublishForm {...props} onClose={close} />
      </Modal>
      {open === 'discard' ? <Discard {...props} onClose={close} /> : null}
    </>
  );
}

type DialogProps = Props & { readonly onClose: () => void };

function PublishForm({ editor, version, previous, onClosed, onClose }: DialogProps) {
  const t = useTranslations('vocabularies');
  const tAction = useTranslations('common.action');
  const errorText = useErrorText();
  const [notes, setNotes] = useState('');
  const publish = usePublishDraft();
  const forget = useForgetDraft();
  const submit = () =>
    publish.mutate(
      { versionId: version.id, expectedRevision: editor.revision, notes },
      {
        onSuccess: () => {
          forget(version.id);
          notifications.show({ message: t('publish.done', { number: version.number }) });
          onClose();
          onClosed();
        },
      },
    );
  return (
    <Stack gap="sm">
      {publish.error ? (
        <Alert color="red" variant="light" role="alert">
          {errorText(publish.error)}
        </Alert>
      ) : null}
      <Difference editor={editor} previous={previous} />
      <Textarea
        label={t('publish.notes')}
        description={t('publish.notesHint')}
        data-autofocus
        autosize
        minRows={3}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        {t('publish.hint')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {tAction('cancel')}
        </Button>
        <Button loading={publish.isPending} onClick={submit}>
          {t('publish.action')}
        </Button>
      </Group>
    </Stack>
  );
}

function Discard({ editor, version, previous, onClosed, onClose }: DialogProps) {
  const t = useTranslations('vocabularies.discard');
  const errorText = useErrorText();
  const discard = useDiscardDraft();
  const forget = useForgetDraft();
  const confirm = () =>
    discard.mutate(
      { versionId: version.id, expectedRevision: editor.revision },
      {
        onSuccess: () => {
          forget(version.id);
          notifications.show({ message: t('done') });
          onClose();
          onClosed();
        },
        onError: (error) => {
          notifications.show({ color: 'red', message: errorText(error), autoClose: 12_000 });
        },
      },
    );
  return (
    <Confirm
      isOpen
      title={t('title', { number: version.number })}
      action={t('action')}
      isBusy={discard.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {previous ? t('hint', { number: previous.number }) : t('hintFirst')}{' '}
      <Difference editor={editor} previous={previous} />
    </Confirm>
  );
}

/** How many concepts differ from the version before, as soon as it is known. */
function Difference({ editor, previous }: Pick<Props, 'editor' | 'previous'>) {
  const t = useTranslations('vocabularies.difference');
  const { difference, isCounting } = useVersionDifference(editor.contents, previous?.id);
  if (!previous) return <span>{t('first', { count: editor.contents.size })}</span>;
  if (!difference) return <span>{isCounting ? t('counting') : ''}</span>;
  const { addedCount: added, changedCount: changed, removedCount: removed } = difference;
  return <span>{t('counts', { number: previous.number, added, changed, removed })}</span>;
}
