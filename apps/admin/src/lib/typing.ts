/** Whether a key press is meant for what has the focus, and not for the page: somebody types, chooses or presses a button. */
export function isMeantForField({ target }: KeyboardEvent, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu]')
  )
    return true;
  return (key === ' ' || key === 'Enter') && target.closest('button, a, [role=button], [role=option], input') !== null;
}
