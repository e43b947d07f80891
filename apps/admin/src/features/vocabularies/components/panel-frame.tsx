'use client';

import { Drawer } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { EditorView } from '../api/use-editor-view.ts';
import classes from './concept-editor.module.css';

interface Props {
  readonly view: EditorView;
  /** There is room for two beside each other. */
  readonly isWide: boolean;
  /** Null: no concept is shown. */
  readonly panel: ReactNode;
  readonly children: ReactNode;
}

/** Concepts, and beside them the panel of one; where it is narrow, over them. */
export function PanelFrame({ view, isWide, panel, children }: Props) {
  const t = useTranslations('vocabularies.panel');
  return (
    <>
      <div className={classes.split} data-has-panel={isWide && panel !== null ? true : undefined}>
        {children}
        {isWide ? panel : null}
      </div>
      {isWide ? null : (
        <Drawer.Root
          opened={panel !== null && view.isPanelOpen}
          onClose={view.closeDrawer}
          position="right"
          size="min(100%, 480px)"
          padding={0}
        >
          <Drawer.Overlay />
          <Drawer.Content aria-label={t('label')}>
            <Drawer.Body className={classes.drawer}>{panel}</Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      )}
    </>
  );
}
