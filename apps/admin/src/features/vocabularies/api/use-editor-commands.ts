'use client';

import { useTranslations } from 'next-intl';
import type { VocabularyOperation } from '@actionary/inference/domain';
import type { UserError } from '../../../lib/user-errors.ts';
import type { LocalOperation } from '../model/draft-state.ts';
import type { KeyName } from '../model/keys.ts';
import type { ReplayAct } from '../model/replay.ts';
import { meant } from '../model/selection.ts';
import { indent, moveAmongSiblings, outdent, placeOf, siblingsAt } from '../model/tree-moves.ts';
import type { DraftEditor } from './use-draft.ts';
import type { EditorView } from './use-editor-view.ts';

/** Something that is asked about before it is done. */
export interface EditorDialog {
  readonly kind: 'paste' | 'merge' | 'split' | 'deprecate' | 'remove' | 'broader' | 'facet' | 'commands' | 'conflicts';
  /** Keys of the concepts that it is about. */
  readonly ids: readonly string[];
}

const COMMANDS = {
  add: ['Enter', 'N'],
  addChild: ['Shift+Enter'],
  rename: ['F2'],
  edit: ['E'],
  moveUp: ['Alt+ArrowUp'],
  moveDown: ['Alt+ArrowDown'],
  indent: ['Alt+ArrowRight'],
  outdent: ['Alt+ArrowLeft'],
  merge: ['M'],
  split: ['S'],
  deprecate: ['D'],
  restore: ['R'],
  remove: ['Delete'],
  selectAll: ['Mod+A'],
  undo: ['Mod+Z'],
  redo: ['Mod+Shift+Z', 'Mod+Y'],
  paste: ['P'],
  changes: ['H'],
  commands: ['?'],
} as const satisfies Readonly<Record<string, readonly KeyName[]>>;

export type CommandName = keyof typeof COMMANDS;

export interface Command {
  readonly name: CommandName;
  readonly label: string;
  readonly keys: readonly KeyName[];
  readonly isEnabled: boolean;
  readonly run: () => void;
}

interface Context {
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly languages: readonly string[];
  readonly publishedIds: ReadonlySet<string> | undefined;
  readonly isReadOnly: boolean;
  readonly tellProblem: (problem: UserError) => void;
  readonly open: (dialog: EditorDialog) => void;
  readonly openChanges: () => void;
  readonly replay: (act: ReplayAct) => void;
}

/** Everything that can be done by a key, the toolbar, the context menu or the list of commands. */
export function useEditorCommands(context: Context) {
  const t = useTranslations('vocabularies.command');
  const { editor, view, isReadOnly, publishedIds, tellProblem, open } = context;
  const { store, contents } = editor;
  const ids = meant(view.selection, view.cursor, view.selection.keys.size > 0 ? view.rows.map(({ key }) => key) : []);
  const chosen = ids.filter((id) => contents.has(id));
  const one = chosen.length === 1 ? chosen[0]! : null;
  const all = chosen.map((id) => contents.get(id)!);

  const act = (operations: readonly LocalOperation[]) => {
    store.leave();
    const problem = store.act(operations);
    if (problem !== null) tellProblem(problem);
    return problem === null;
  };
  /** Each in its turn, upon what those before it have made, as one step. */
  const moveEach = (order: readonly string[], next: (id: string) => VocabularyOperation | null) => {
    const operations = order.map(next);
    if (operations.every((operation) => operation !== null)) act(operations);
  };
  const begin = (broaderId: string | null, index: number, position: number) => {
    const key = store.begin({ broaderId, position }, index);
    view.move(key);
    view.setInline({ key, language: context.languages[0]! });
    if (broaderId !== null) view.toggle(broaderId, true);
  };
  const add = () => {
    store.leave();
    const cursor = view.cursor === null ? null : store.keyOf(view.cursor);
    const after = cursor === null ? undefined : store.contents.get(cursor);
    const place = after ? placeOf(store.contents, after.id) : null;
    const last = siblingsAt(store.contents, null).at(-1);
    if (after && place) begin(place.broaderId, place.index + 1, after.position + 0.5);
    else begin(null, siblingsAt(store.contents, null).length, (last?.position ?? -1) + 1);
  };
  const addChild = () => {
    if (one === null) return;
    const below = siblingsAt(store.contents, one);
    begin(one, below.length, (below.at(-1)?.position ?? -1) + 1);
  };
  const ask = (kind: EditorDialog['kind']) => () => {
    store.leave();
    open({ kind, ids: chosen });
  };
  const isEditable = !isReadOnly;
  const runs: Readonly<Record<CommandName, readonly [isEnabled: boolean, run: () => void]>> = {
    add: [isEditable, add],
    addChild: [isEditable && one !== null, addChild],
    rename: [isEditable && one !== null, () => view.setInline({ key: one!, language: context.languages[0]! })],
    edit: [view.cursor !== null, () => view.edit(view.cursor!)],
    moveUp: [isEditable && chosen.length > 0, () => moveEach(chosen, (id) => moveAmongSiblings(contents, id, -1))],
    moveDown: [
      isEditable && chosen.length > 0,
      () => moveEach(chosen.toReversed(), (id) => moveAmongSiblings(contents, id, 1)),
    ],
    indent: [isEditable && one !== null, () => moveEach(chosen, (id) => indent(contents, id))],
    outdent: [isEditable && one !== null, () => moveEach(chosen, (id) => outdent(contents, id))],
    merge: [isEditable && chosen.length > 0, ask('merge')],
    split: [isEditable && one !== null && all[0]?.status === 'active', ask('split')],
    deprecate: [isEditable && all.some(({ status }) => status === 'active'), ask('deprecate')],
    restore: [
      isEditable && all.some(({ status }) => status === 'deprecated'),
      () =>
        act(all.filter(({ status }) => status === 'deprecated').map(({ id }) => ({ kind: 'restore' as const, id }))),
    ],
    remove: [isEditable && chosen.length > 0 && publishedIds !== undefined, ask('remove')],
    selectAll: [view.rows.length > 0, view.selectAll],
    undo: [isEditable && editor.canUndo, () => context.replay('undo')],
    redo: [isEditable && editor.canRedo, () => context.replay('redo')],
    paste: [isEditable, ask('paste')],
    changes: [isEditable, context.openChanges],
    commands: [true, ask('commands')],
  };
  const commands = (Object.keys(COMMANDS) as CommandName[]).map((name): Command => {
    const [isEnabled, run] = runs[name];
    return { name, label: t(name), keys: COMMANDS[name], isEnabled, run };
  });
  const find = (name: CommandName) => commands.find((command) => command.name === name)!;
  return { commands, find, ids: chosen, act, ask: (dialog: EditorDialog) => (store.leave(), open(dialog)) };
}

export type EditorCommands = ReturnType<typeof useEditorCommands>;
