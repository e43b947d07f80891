import { ParameterStore } from '../parameters.ts';
import { mixSeeds, seededRandom } from '../random.ts';
import { Trainer } from '../trainer.ts';
import { batchStream } from './batch-stream.ts';
import { buildObjective, LOGIT_SCALE, objectiveFeeds } from './objective.ts';

export interface TrainingOptions {
  readonly seed: number;
  readonly stepCount: number;
  readonly batchSize: number;
  /** The highest learning rate, reached after the warm-up. */
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly onStep?: (step: { index: number; loss: number; parameters: ParameterStore }) => Promise<void> | void;
}

const WARM_UP_STEPS = 200;
const MAX_LOG_SCALE = Math.log(100);

/** Linear warm-up, then half a cosine down to a hundredth. */
function learningRateAt(step: number, stepCount: number, peak: number): number {
  const warmUp = Math.min(1, (step + 1) / WARM_UP_STEPS);
  const cosine = 0.5 + 0.5 * Math.cos((Math.PI * step) / stepCount);
  return peak * warmUp * Math.max(0.01, cosine);
}

/** Trains both towers from scratch; the same options give the same parameters. */
export async function trainTowers(options: TrainingOptions): Promise<ParameterStore> {
  const { seed, stepCount, batchSize, learningRate, weightDecay, onStep } = options;
  const parameters = new ParameterStore(seededRandom(mixSeeds(seed, -1)));
  const { tape, loss } = buildObjective(parameters, batchSize);
  const trainer = await Trainer.create(tape, loss, { weightDecay });
  const logScale = parameters.parameters.get(LOGIT_SCALE)!.data;
  let index = 0;
  for await (const batch of batchStream(seed, batchSize, stepCount)) {
    const rate = learningRateAt(index, stepCount, learningRate);
    const value = await trainer.step(objectiveFeeds(batch, mixSeeds(seed, ~index)), rate);
    logScale[0] = Math.min(logScale[0], MAX_LOG_SCALE);
    await onStep?.({ index, loss: value, parameters });
    index++;
  }
  await trainer.close();
  return parameters;
}
