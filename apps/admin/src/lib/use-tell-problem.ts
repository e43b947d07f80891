import { notifications } from '@mantine/notifications';
import { useErrorText } from './use-error-text.ts';

/** Tells of what went wrong where no form stands that could. */
export function useTellProblem(): (error: Error) => void {
  const errorText = useErrorText();
  return (error) => void notifications.show({ color: 'red', message: errorText(error) });
}
