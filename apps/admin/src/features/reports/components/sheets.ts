'use client';

import { createContext, use, useEffect, useRef } from 'react';
import type { Sheet } from '../model/workbook.ts';
import type { Column } from './report-table.tsx';

/** What is on a report's page as tables, and what its charts are drawn from, in the order of the page. */
export type Sheets = Map<string, () => Sheet>;

export const SheetsContext = createContext<Sheets | null>(null);

interface Figures<T> {
  readonly title: string;
  /** Each once on a page. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
}

/** Puts figures into the page's workbook as long as they are on the page. */
export function useSheet<T>(figures: Figures<T>): void {
  const sheets = use(SheetsContext);
  const shown = useRef(figures);
  useEffect(() => {
    shown.current = figures;
  });
  const { name } = figures;
  useEffect(() => {
    sheets?.set(name, () => sheetOf(shown.current));
    return () => void sheets?.delete(name);
  }, [sheets, name]);
}

function sheetOf<T>({ title, columns, rows }: Figures<T>): Sheet {
  const saved = columns.filter(({ only }) => only !== 'screen');
  return { title, columns: saved, rows: rows.map((row) => saved.map(({ value }) => value(row))) };
}
