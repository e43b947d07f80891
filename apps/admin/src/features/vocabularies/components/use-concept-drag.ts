import { useMemo, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import { dropPlace, zoneAt } from '../model/drop-zone.ts';
import type { DropZone } from '../model/drop-zone.ts';

export interface DropTarget {
  readonly key: string;
  readonly zone: DropZone;
}

/** Drag events of a line, by its key. */
export type OnDrag = (event: DragEvent<HTMLElement>, key: string) => void;

interface Options {
  readonly editor: DraftEditor;
  readonly commands: EditorCommands;
}

/** Lines that are dragged: between others for their order, onto another to lie below it, with Alt to merge into it. */
export function useConceptDrag(options: Options) {
  const [target, setTarget] = useState<DropTarget | null>(null);
  const dragged = useRef<readonly string[]>([]);
  const latest = useRef(options);
  latest.current = options;
  const onDrag = useMemo((): OnDrag => {
    const end = () => {
      dragged.current = [];
      setTarget(null);
    };
    const start: OnDrag = (event, key) => {
      const { ids } = latest.current.commands;
      dragged.current = ids.includes(key) ? ids : [key];
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', dragged.current.join('\n'));
    };
    const over: OnDrag = (event, key) => {
      if (dragged.current.length === 0 || dragged.current.includes(key)) return setTarget(null);
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      const zone = event.altKey ? 'merge' : zoneAt((event.clientY - top) / height);
      setTarget((before) => (before?.key === key && before.zone === zone ? before : { key, zone }));
    };
    const drop: OnDrag = (event, key) => {
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      const zone = event.altKey ? 'merge' : zoneAt((event.clientY - top) / height);
      const ids = dragged.current;
      end();
      if (ids.length === 0 || ids.includes(key)) return;
      const { editor, commands } = latest.current;
      if (zone === 'merge') commands.ask({ kind: 'merge', ids: [key, ...ids] });
      else commands.act(dropPlace(editor.contents, ids, key, zone) ?? []);
    };
    const handlers: Readonly<Record<string, OnDrag>> = { dragstart: start, dragover: over, drop, dragend: end };
    return (event, key) => handlers[event.type]?.(event, key);
  }, []);
  return { target, onDrag };
}
