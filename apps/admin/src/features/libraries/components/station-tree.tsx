'use client';

import { Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import type { LibraryFragment, StationFragment } from '../../../../generated/graphql.ts';
import { sumBySubtree, visibleRows } from '../stations/station-tree.ts';
import type { StationRow } from '../stations/station-tree.ts';
import { useUnusualPlace } from '../stations/use-unusual-place.ts';
import classes from './libraries.module.css';

interface Props {
  readonly stations: readonly StationFragment[];
  readonly libraries: readonly LibraryFragment[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly onEdit: (station: StationFragment) => void;
  readonly onDelete: (station: StationFragment) => void;
}

/** Arrows move and fold, Enter chooses, F2 edits, Delete deletes. */
export function StationTree({ stations, libraries, chosenId, onChoose, onEdit, onDelete }: Props) {
  const t = useTranslations('libraries.station');
  const unusualPlace = useUnusualPlace();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const tree = useRef<HTMLUListElement>(null);
  const rows = useMemo(() => visibleRows(stations, closed), [stations, closed]);
  const counts = useMemo(
    () =>
      sumBySubtree(
        stations,
        libraries.map(({ equipmentNode, videoCount: count }) => ({ stationId: equipmentNode.id, count })),
      ),
    [stations, libraries],
  );
  const levels = useMemo(() => new Map(stations.map(({ id, level }) => [id, level])), [stations]);
  const warningOf = ({ level, parent, warnings: [warning] }: StationFragment) =>
    warning
      ? unusualPlace({
          level,
          parentLevel: levels.get(parent?.id ?? '') ?? null,
          allowedLevels: warning.allowedParentLevels,
        })
      : null;
  const total = libraries.reduce((sum, { videoCount }) => sum + videoCount, 0);
  const fold = (id: string, isOpen: boolean) =>
    setClosed((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(id);
      else next.add(id);
      return next;
    });
  const focusRow = (index: number) =>
    tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[Math.max(0, Math.min(rows.length, index))]?.focus();
  const parentIndex = ({ station }: StationRow) => rows.findIndex((row) => row.station.id === station.parent?.id);

  /** @param index 0: the whole plant */
  const onKeyDown = (event: KeyboardEvent, row: StationRow | null, index: number) => {
    const choose = () => onChoose(row?.station.id ?? null);
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focusRow(index + 1),
      ArrowUp: () => focusRow(index - 1),
      Home: () => focusRow(0),
      End: () => focusRow(rows.length),
      ArrowRight: () => row?.hasChildren && (row.isOpen ? focusRow(index + 1) : fold(row.station.id, true)),
      ArrowLeft: () => row && (row.isOpen ? fold(row.station.id, false) : focusRow(parentIndex(row) + 1)),
      Enter: choose,
      ' ': choose,
      ...(row ? { F2: () => onEdit(row.station), Delete: () => onDelete(row.station) } : {}),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const isReachable = (id: string | null) =>
    id === chosenId || (id === null && !rows.some(({ station }) => station.id === chosenId));

  return (
    <ul className={classes.tree} role="tree" aria-label={t('title')} ref={tree}>
      <Item
        name={t('all')}
        count={total}
        isChosen={chosenId === null}
        isReachable={isReachable(null)}
        onChoose={() => onChoose(null)}
        onKeyDown={(event) => onKeyDown(event, null, 0)}
      />
      {rows.map((row, index) => (
        <Item
          key={row.station.id}
          row={row}
          name={row.station.name}
          level={t(`level.${row.station.level}`)}
          warning={warningOf(row.station)}
          count={counts.get(row.station.id) ?? 0}
          isChosen={row.station.id === chosenId}
          isReachable={isReachable(row.station.id)}
          onChoose={() => onChoose(row.station.id)}
          onFold={() => fold(row.station.id, !row.isOpen)}
          onKeyDown={(event) => onKeyDown(event, row, index + 1)}
        />
      ))}
      {stations.length === 0 ? (
        <Text component="li" role="none" size="sm" c="dimmed" p="xs">
          {t('none')}
        </Text>
      ) : null}
    </ul>
  );
}

interface ItemProps {
  /** Absent for the whole plant. */
  readonly row?: StationRow;
  readonly name: string;
  readonly level?: string;
  /** Why its place is unusual; null where it is not. */
  readonly warning?: string | null;
  readonly count: number;
  readonly isChosen: boolean;
  /** The one item of the tree that Tab reaches. */
  readonly isReachable: boolean;
  readonly onChoose: () => void;
  readonly onFold?: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Item({ row, name, level, warning, count, isChosen, isReachable, onChoose, onFold, onKeyDown }: ItemProps) {
  const t = useTranslations('libraries.station');
  const format = useFormatter();
  return (
    <li
      className={classes.station}
      style={{ '--depth': row?.depth ?? 1 } as CSSProperties}
      role="treeitem"
      aria-level={row?.depth ?? 1}
      aria-expanded={row?.hasChildren ? row.isOpen : undefined}
      aria-selected={isChosen}
      aria-description={warning ?? undefined}
      tabIndex={isReachable ? 0 : -1}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      <span
        className={classes.arrow}
        data-open={row?.isOpen || undefined}
        onClick={(event) => {
          if (!row?.hasChildren) return;
          event.stopPropagation();
          onFold?.();
        }}
      >
        {row?.hasChildren ? <IconChevronRight size={16} aria-hidden /> : null}
      </span>
      <span className={classes.stationName}>
        {name}
        {level ? (
          <span className={classes.level} title={warning ?? undefined}>
            {level}
            {warning ? <IconAlertTriangle size={14} className={classes.unusual} aria-hidden /> : null}
          </span>
        ) : null}
      </span>
      <span className={classes.count}>
        {format.number(count)} <VisuallyHidden>{t('videos', { count })}</VisuallyHidden>
      </span>
    </li>
  );
}
