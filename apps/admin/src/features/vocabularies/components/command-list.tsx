'use client';

import { Group, Kbd, Modal, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { foldLines, hasTerms, searchTerms } from '@actionary/inference/domain';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Command } from '../api/use-editor-commands.ts';
import { keyCaps } from '../model/keys.ts';
import type { KeyName } from '../model/keys.ts';
import classes from './command-list.module.css';

interface Props {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

const GRID_KEYS = [
  { name: 'cursor', keys: ['ArrowUp', 'ArrowDown'] },
  { name: 'openClose', keys: ['ArrowLeft', 'ArrowRight'] },
  { name: 'range', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
  { name: 'toggle', keys: [' '] },
] as const;

/** All that can be done here, with its keys: to look up, or to search for and do. */
export function CommandList({ commands, onClose }: Props) {
  const t = useTranslations('vocabularies');
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const terms = searchTerms(typed);
  const found = commands.filter(({ name, label }) => name !== 'commands' && hasTerms(foldLines([label]), terms));
  const current = Math.min(place, found.length - 1);
  const run = (command: Command | undefined) => {
    if (!command?.isEnabled) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setPlace((current + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[current]);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('command.commands')} size="md" yOffset="8vh">
      <TextInput
        data-autofocus
        aria-label={t('commandList.search')}
        placeholder={t('commandList.search')}
        role="combobox"
        aria-expanded
        aria-controls="command-list"
        aria-activedescendant={found[current] ? `command-${found[current].name}` : undefined}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setPlace(0);
        }}
      />
      <ScrollArea.Autosize mah="46vh" mt="xs" type="auto">
        <div role="listbox" id="command-list" aria-label={t('command.commands')}>
          {found.map((command, index) => (
            <UnstyledButton
              key={command.name}
              id={`command-${command.name}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              aria-disabled={!command.isEnabled}
              className={classes.command}
              onClick={() => run(command)}
            >
              <span>{command.label}</span>
              <Keys names={command.keys.slice(0, 1)} />
            </UnstyledButton>
          ))}
        </div>
      </ScrollArea.Autosize>
      <Text size="sm" fw={600} mt="md">
        {t('commandList.grid')}
      </Text>
      {GRID_KEYS.map(({ name, keys }) => (
        <div key={name} className={classes.command} data-quiet>
          <span>{t(`commandList.${name}`)}</span>
          <Keys names={keys} />
        </div>
      ))}
    </Modal>
  );
}

export function Keys({ names }: { readonly names: readonly KeyName[] }) {
  const os = useOs();
  return (
    <Group gap={8} wrap="nowrap" component="span">
      {names.map((name) => (
        <Group key={name} gap={3} wrap="nowrap" component="span">
          {keyCaps(name, os === 'macos' || os === 'ios').map((cap) => (
            <Kbd key={cap} size="xs">
              {cap}
            </Kbd>
          ))}
        </Group>
      ))}
    </Group>
  );
}
