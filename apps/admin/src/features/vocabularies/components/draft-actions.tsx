'use client';

import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots, IconEye, IconFileImport, IconTrash } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MouseEvent } from 'react';
import { Confirm } from '../../../components/confirm.tsx';
import { OnlyFor, Permitted } from '../../../components/permitted.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import type { VersionChecks } from '../api/use-checks.ts';
import { useForgetDraft } from '../api/use-draft.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import { useVersionDifference } from '../api/use-version-difference.ts';
import type { Version } from '../api/use-vocabulary.ts';
import { useDiscardDraft } from '../api/use-vocabulary-mutations.ts';

interface Props {
  readonly vocabularyId: string;
  readonly editor: DraftEditor;
  readonly version: Version;
  readonly previous: Version | undefined;
  readonly checks: VersionChecks;
  readonly onClosed: () => void;
}

/** On to publishing, or throw the draft away. */
export function DraftActions(props: Props) {
  const { vocabularyId, editor, version, checks } = props;
  const t = useTranslations('vocabularies');
  const [isDiscarding, setIsDiscarding] = useState(false);
  const address = `/vocabularies/${encodeURIComponent(vocabularyId)}`;
  const checksAddress = `${address}/checks?version=${version.number}`;
  const { error, warning } = checks.counts;
  return (
    <>
      <Button.Group>
        <Button component={Link} variant="default" px="sm" href={checksAddress} title={t('check.open')}>
          {t('check.counts', { error, warning })}
        </Button>
        <Tooltip label={t('check.encoder')}>
          <Button
            component={Link}
            variant="default"
            px={8}
            href={`${checksAddress}#encoder`}
            aria-label={t('check.encoder')}
          >
            <IconEye size={18} aria-hidden />
          </Button>
        </Tooltip>
      </Button.Group>
      <PublishLink editor={editor} address={`${address}/publish`} />
      <OnlyFor permission="curate">
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('draftMenu')}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component={Link}
              leftSection={<IconFileImport size={16} aria-hidden />}
              href={`/vocabularies/import?into=${encodeURIComponent(vocabularyId)}`}
            >
              {t('import')}
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setIsDiscarding(true)}
            >
              {t('discard.open')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </OnlyFor>
      {isDiscarding ? <Discard {...props} onClose={() => setIsDiscarding(false)} /> : null}
    </>
  );
}

/** Publishing begins with what is saved: the rest is waited for. */
function PublishLink({ editor, address }: Pick<Props, 'editor'> & { readonly address: string }) {
  const t = useTranslations('vocabularies.publish');
  const router = useRouter();
  const { store, isUnsaved } = editor;
  const saveFirst = async (event: MouseEvent) => {
    if (!isUnsaved) return;
    event.preventDefault();
    store.leave();
    await store.save();
    if (!store.isUnsaved) router.push(address);
  };
  return (
    <Permitted permission="curate">
      <Button component={Link} href={address} onClick={(event) => void saveFirst(event)}>
        {t('open')}
      </Button>
    </Permitted>
  );
}

type DialogProps = Props & { readonly onClose: () => void };

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
