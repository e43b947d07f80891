import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '../../../components/permitted.tsx';
import { NewPromptSetPage } from '../../../features/prompts/components/new-prompt-set-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prompts'))('create') };
}

export default function Page() {
  return (
    <PageFor permission="curate">
      <NewPromptSetPage />
    </PageFor>
  );
}
