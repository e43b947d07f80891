'use client';

import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface Props {
  readonly isOpen: boolean;
  readonly title: ReactNode;
  /** What the act touches. */
  readonly children: ReactNode;
  /** Label of the button that does it. */
  readonly action: ReactNode;
  readonly isBusy?: boolean;
  /** Nothing is lost by it; default false. */
  readonly isHarmless?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is lost or changes for others, and says what. */
export function Confirm(props: Props) {
  const { isOpen, title, children, action, isBusy = false, isHarmless = false, onConfirm, onClose } = props;
  const t = useTranslations('common.action');
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} centered>
      <Text size="sm">{children}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('back')}
        </Button>
        <Button {...(isHarmless ? {} : { color: 'red' })} loading={isBusy} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
