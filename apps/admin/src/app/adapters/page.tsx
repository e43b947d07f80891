import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AdaptersPage } from '../../features/adapters/components/adapters-page.tsx';
import { CalibrationSection } from '../../features/calibrations/components/calibration-section.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('adapters'))('title') };
}

export default function Page() {
  return (
    <>
      <AdaptersPage />
      <CalibrationSection />
    </>
  );
}
