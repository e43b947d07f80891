'use client';

import { useEffect, useMemo, useReducer, useState } from 'react';
import { cleanTemplate } from '../model/template-problem.ts';
import { reduceRows, rowsOf } from '../model/template-rows.ts';

/** Templates, and the language that they are written in. */
export interface TemplateContent {
  readonly language: string;
  readonly templates: readonly string[];
}

interface Options extends TemplateContent {
  /** The latest version; absent for a new prompt set. */
  readonly saved: TemplateContent | undefined;
  readonly isReadOnly: boolean;
  readonly isNew: boolean;
  readonly onFollow: (() => void) | undefined;
}

/** Templates as they are edited; as long as nothing is changed here, they follow what somebody else saves. */
export function useTemplateDraft({ saved, isReadOnly, isNew, onFollow, ...given }: Options) {
  const [rows, dispatch] = useReducer(reduceRows, given.templates, rowsOf);
  const [language, setLanguage] = useState(given.language);
  const [base, setBase] = useState(saved);
  const templates = useMemo(() => rows.map(({ text }) => text), [rows]);
  // Where nothing is written yet, nothing is wrong.
  const isBegun = !isNew || templates.some((text) => text.trim() !== '');
  const content = { language, templates: templates.map(cleanTemplate) };
  const isSame = (other: TemplateContent | undefined) =>
    other !== undefined &&
    JSON.stringify([other.language, other.templates]) === JSON.stringify([language, content.templates]);
  const isDirty = !isReadOnly && (isNew ? isBegun : !isSame(saved));
  useEffect(() => {
    if (saved === base) return;
    setBase(saved);
    if (!saved || !isSame(base)) return;
    dispatch({ type: 'reset', templates: saved.templates });
    setLanguage(saved.language);
    onFollow?.();
  });
  const reset = () => {
    dispatch({ type: 'reset', templates: saved?.templates ?? [] });
    setLanguage(saved?.language ?? language);
  };
  return { rows, dispatch, language, setLanguage, templates, content, isBegun, isDirty, reset };
}

export type TemplateDraft = ReturnType<typeof useTemplateDraft>;
