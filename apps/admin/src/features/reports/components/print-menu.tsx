'use client';

import { Button, Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';

const PAPERS = ['A4', 'A3'] as const;
const ORIENTATIONS = ['landscape', 'portrait'] as const;

interface Sheet {
  readonly paper: (typeof PAPERS)[number];
  readonly orientation: (typeof ORIENTATIONS)[number];
}

const SHEETS = PAPERS.flatMap((paper) => ORIENTATIONS.map((orientation): Sheet => ({ paper, orientation })));

/** Prints the page on a paper. */
export function PrintMenu() {
  const t = useTranslations('reports.print');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" className="screen-only" leftSection={<IconPrinter size={16} aria-hidden />}>
          {t('print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SHEETS.map((sheet) => (
          <Menu.Item key={`${sheet.paper} ${sheet.orientation}`} onClick={() => printOn(sheet)}>
            {t(sheet.orientation, { paper: sheet.paper })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The size of a page cannot depend on anything in the style sheets. */
function printOn({ paper, orientation }: Sheet): void {
  const style = document.createElement('style');
  style.textContent = `@page { size: ${paper} ${orientation}; margin: 10mm; }`;
  document.head.append(style);
  window.addEventListener('afterprint', () => style.remove(), { once: true });
  // The menu closes first: what is open is printed.
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}
