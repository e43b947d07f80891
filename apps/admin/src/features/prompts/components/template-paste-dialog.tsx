'use client';

import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { templateLines } from '../model/template-rows.ts';

interface Props {
  readonly isOpen: boolean;
  readonly onAdd: (templates: readonly string[]) => void;
  readonly onClose: () => void;
}

export function TemplatePasteDialog({ isOpen, onAdd, onClose }: Props) {
  const t = useTranslations('prompts.paste');
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('title')} size="lg" centered>
      <Form onAdd={onAdd} onClose={onClose} />
    </Modal>
  );
}

function Form({ onAdd, onClose }: Omit<Props, 'isOpen'>) {
  const t = useTranslations('prompts.paste');
  const tAction = useTranslations('common.action');
  const [text, setText] = useState('');
  const templates = templateLines(text);
  return (
    <Stack gap="sm">
      <Textarea
        label={t('lines')}
        placeholder={t('example')}
        data-autofocus
        autosize
        minRows={8}
        maxRows={18}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {tAction('cancel')}
        </Button>
        <Button disabled={templates.length === 0} onClick={() => onAdd(templates)}>
          {t('add', { count: templates.length })}
        </Button>
      </Group>
    </Stack>
  );
}
