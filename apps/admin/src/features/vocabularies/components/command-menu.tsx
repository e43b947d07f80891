'use client';

import { Menu } from '@mantine/core';
import type { CommandName, EditorCommands } from '../api/use-editor-commands.ts';
import { Keys } from './command-list.tsx';

const GROUPS: readonly (readonly CommandName[])[] = [
  ['add', 'addChild', 'rename'],
  ['moveUp', 'moveDown', 'indent', 'outdent'],
  ['merge', 'split', 'deprecate', 'restore', 'remove'],
];

/** What can be done with the concepts that are meant; for a menu that something else opens. */
export function CommandMenu({ commands }: { readonly commands: EditorCommands }) {
  return (
    <Menu.Dropdown>
      {GROUPS.map((names, index) => (
        <div key={names[0]} role="group">
          {index > 0 ? <Menu.Divider /> : null}
          {names.map((name) => {
            const { label, keys, isEnabled, run } = commands.find(name);
            return (
              <Menu.Item
                key={name}
                disabled={!isEnabled}
                rightSection={<Keys names={keys.slice(0, 1)} />}
                onClick={run}
              >
                {label}
              </Menu.Item>
            );
          })}
        </div>
      ))}
    </Menu.Dropdown>
  );
}
