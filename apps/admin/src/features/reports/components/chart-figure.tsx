'use client';

import { ActionIcon, Group, Menu, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { Plot } from '../../../components/plot.tsx';
import { ScrollFrame } from '../../../components/scroll-frame.tsx';
import { saveText } from '../../../lib/save-text.ts';
import { useSetInAddress } from '../../../lib/url-state.ts';
import { useFileName } from './report-context.ts';
import { useHeadText } from './report-head.tsx';
import classes from './reports.module.css';
import { savePng, standaloneSvg } from './save-chart.ts';
import { Swatch } from './swatch.tsx';
import type { LegendEntry } from './swatch.tsx';

interface Props extends Pick<ComponentProps<typeof Plot>, 'draw' | 'height'> {
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly label: string;
  /** Of files, without ending. */
  readonly name: string;
  readonly hint?: ReactNode;
  readonly legend?: readonly LegendEntry[];
  /** Pixels below which it scrolls. */
  readonly minWidth?: number;
  /** Switches at the right of the title. */
  readonly children?: ReactNode;
}

const NO_LEGEND: readonly LegendEntry[] = [];

/** A chart with its title, legend, and ways to take it along. Its marks may lead to addresses, or to `?part=value` of this one. */
export function ChartFigure({ title, label, name, hint, legend = NO_LEGEND, minWidth, children, ...chart }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const follow = useFollow();
  return (
    <section aria-label={title} className={classes.figure}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Group gap="xs" className="screen-only">
          {children}
          <SaveMenu
            title={title}
            name={name}
            legend={legend}
            svgOf={() => frame.current?.querySelector<SVGSVGElement>('svg') ?? null}
          />
        </Group>
      </Group>
      {hint ? (
        <Text size="xs" c="dimmed" mb={6}>
          {hint}
        </Text>
      ) : null}
      <ScrollFrame label={title} className={classes.scroll}>
        <div ref={frame} style={{ minWidth }} onClick={follow}>
          <Plot label={label} {...chart} />
        </div>
      </ScrollFrame>
      {legend.length > 0 ? (
        <ul className={classes.legend}>
          {legend.map((entry) => (
            <li key={entry.label}>
              <Swatch fill={entry.fill} />
              {entry.label}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** Follows a chart's links without loading the page anew. */
function useFollow(): (event: MouseEvent) => void {
  const router = useRouter();
  const set = useSetInAddress();
  return (event) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    if (!href || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!href.startsWith('?')) router.push(href);
    for (const [name, value] of href.startsWith('?') ? new URLSearchParams(href) : []) set(name, value);
  };
}

interface SaveProps extends Pick<Props, 'title' | 'name'> {
  readonly legend: readonly LegendEntry[];
  readonly svgOf: () => SVGSVGElement | null;
}

function SaveMenu({ title, name, legend, svgOf }: SaveProps) {
  const t = useTranslations('reports.save');
  const head = useHeadText();
  const fileName = useFileName();
  const save = (format: 'svg' | 'png') => {
    const chart = svgOf();
    if (!chart) return;
    const file = standaloneSvg(chart, { title, head, legend });
    if (format === 'svg') saveText(`${fileName(name)}.svg`, 'image/svg+xml', file.text);
    else void savePng(`${fileName(name)}.png`, file);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label={t('chart', { title })}>
          <IconDownload size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('svg')}>{t('svg')}</Menu.Item>
        <Menu.Item onClick={() => save('png')}>{t('png')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
