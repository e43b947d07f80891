import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewPromptSetPage } from '../../../features/prompts/components/new-prompt-set-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prompts'))('create') };
}

export default function Page() {
  return <NewPromptSetPage />;
}
