import { NativeSelect, Switch, Tooltip } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useShortcut } from '../../../lib/page-keys.tsx';
import { REACTIONS_MS, useDrawingOptions } from './use-drawing-options.ts';
import classes from './review.module.css';

/** How reviews are drawn. */
export function DrawingSwitches() {
  const t = useTranslations('videos.drawing');
  const shortcut = useShortcut();
  const { isGapFree, setGapFree, reactionMs, setReaction } = useDrawingOptions();
  return (
    <div className={classes.switches}>
      <Tooltip label={t('gapFreeHint')} multiline maw={280}>
        <Switch
          size="sm"
          label={t('gapFree')}
          aria-keyshortcuts={shortcut('Shift+G')}
          checked={isGapFree}
          onChange={({ currentTarget }) => setGapFree(currentTarget.checked)}
        />
      </Tooltip>
      <Tooltip label={t('reactionHint')} multiline maw={280}>
        <NativeSelect
          size="xs"
          aria-label={t('reaction')}
          value={String(reactionMs)}
          data={REACTIONS_MS.map((ms) => ({ value: String(ms), label: t('reactionOf', { ms }) }))}
          onChange={({ currentTarget }) => setReaction(Number(currentTarget.value))}
        />
      </Tooltip>
    </div>
  );
}
