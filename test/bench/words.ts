import { createContext } from '../../apps/server/src/context.ts';
import { openViewer } from '../../apps/server/src/shared/access/viewer.ts';
import { withServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { benchMoments } from './words-moments.ts';
import { benchVocabulary } from './words-vocabulary.ts';

/** What the encoder makes of words: moments of 100,000 windows, checks and confusable ones of 2,000 concepts. */
export function benchWords(note: (text: string) => void): Promise<Figure[]> {
  note('moments: synthetic unit embeddings of 400 videos; "first time" reads them from PostgreSQL');
  return withServices(async (services) => {
    const ask = () => createContext(services, 'bench', { viewer: openViewer(null) });
    return [
      ...(await benchMoments(ask, 'workbench', 'bundled, 256 wide')),
      ...(await benchMoments(ask, 'clip-shaped', 'shape of CLIP ViT-B/32, 512 wide')),
      ...(await benchVocabulary(ask)),
    ];
  });
}
