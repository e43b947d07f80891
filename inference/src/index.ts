/** The package as a library: open an encoder and a frame source, embed words and videos, recognise. */
export { parseEmbeddings, parseList, readEmbeddings } from './adapters/embeddings/read-embeddings.ts';
export { readNamedEmbeddings } from './adapters/embeddings/read-names.ts';
export { writeEmbeddings } from './adapters/embeddings/write-embeddings.ts';
export { openFaceDetector } from './adapters/faces/face-detector.ts';
export type { FaceDetector } from './adapters/faces/face-detector.ts';
export type { Box } from './domain/face-boxes.ts';
export { amongTaught } from './adaptation/examples.ts';
export { fitNovelSoftening } from './adaptation/fit-novel-softening.ts';
export { trainHeldOut } from './adaptation/train-held-out.ts';
export { evaluateAdapter } from './adaptation/evaluate-adapter.ts';
export type { AdapterEvaluation } from './adaptation/evaluate-adapter.ts';
export { baseToNovel } from './adaptation/protocols/base-to-novel.ts';
export type { BaseToNovelReport } from './adaptation/protocols/base-to-novel.ts';
export { fewShot } from './adaptation/protocols/few-shot.ts';
export type { FewShotReport } from './adaptation/protocols/few-shot.ts';
export { heldOutConfusion } from './adaptation/protocols/held-out-confusion.ts';
export type { ConceptMatrix, ConfusionReport } from './adaptation/protocols/held-out-confusion.ts';
export { comparedLibraries, crossLibrary } from './adaptation/protocols/cross-library.ts';
export { planRobustness, robustness } from './adaptation/protocols/robustness.ts';
export type { PicturedSpan } from './adaptation/protocols/robustness.ts';
export { RECOGNITION_METHODS } from './adaptation/held-out-trial.ts';
export type { RecognitionMethod, ReviewedExamples, TrialOptions } from './adaptation/held-out-trial.ts';
export { chooseStrength } from './adaptation/choose-strength.ts';
export type { HeldOutExamples, StrengthFigures } from './adaptation/choose-strength.ts';
export { openAdapter } from './adaptation/open-adapter.ts';
export { trainAdapter } from './adaptation/train-adapter.ts';
export type { TrainAdapterOptions, TrainedAdapter, TrainingSettings } from './adaptation/train-adapter.ts';
export { METHODS } from './adaptation/methods.ts';
export type { MethodName } from './adaptation/methods.ts';
export { compareMethods, evaluate, scoreMethods } from './evaluate.ts';
export type { Comparison, Evaluation, LabelledEmbeddings, MethodEvaluation, MethodScores } from './evaluate.ts';
export { EvaluationError } from './evaluation-error.ts';
export type { AdapterExamples } from './adaptation/examples.ts';
export { openScorer } from './adapters/onnx/scorer.ts';
export { PROMPT_PRESETS, readPromptTemplates } from './adapters/prompts.ts';
export { openLive } from './adapters/video/open-live.ts';
export type { LiveRequest } from './adapters/video/open-live.ts';
export { createFrameSource } from './adapters/video/open-video.ts';
export { readDocument } from './adapters/vocabulary/read-document.ts';
export { parseVocabulary, readVocabulary } from './adapters/vocabulary/read-vocabulary.ts';
export { DOCUMENT_FORMATS, writeDocument } from './adapters/vocabulary/write-document.ts';
export type { DocumentFormat } from './adapters/vocabulary/write-document.ts';
export { zipBundle } from './adapters/bundle/write-bundle.ts';
export type { Bundle } from './bundle.ts';
export { EmbeddingFileError } from './embedding-file-error.ts';
export { embedConcepts, embedPrompts } from './embed-concepts.ts';
export type { ConceptEmbeddings, EmbedConceptsOptions } from './embed-concepts.ts';
export { embedVideo, streamEmbeddings } from './embed-video.ts';
export type {
  EmbeddedChunk,
  EmbeddingStream,
  EmbedVideoOptions,
  StreamEmbeddingsOptions,
  VideoEmbeddings,
} from './embed-video.ts';
export { VideoError } from './video-error.ts';
export type { VideoErrorCode } from './video-error.ts';
export { csvCell } from './format/csv.ts';
export { formatRecognitions } from './format/index.ts';
export { guardFormulas } from './adapters/vocabulary/formula-guard.ts';
export { ModelError } from './model-error.ts';
export { readCatalogue } from './models/catalogue.ts';
export { encoderIdentity } from './models/digest.ts';
export type { EncoderEntry } from './models/entry.ts';
export { installEncoder } from './models/install.ts';
export { findInstalled, installedIds, readEntry } from './models/installed.ts';
export { modelsFolder } from './models/models-folder.ts';
export { ProgressBar } from './cli/progress-bar.ts';
export { openEncoder } from './models/open-encoder.ts';
export type { EncoderPair, OpenEncoderOptions } from './models/open-encoder.ts';
export type * from './ports.ts';
export { PromptError } from './prompt-error.ts';
export { findSegments, recognize, scoreWindows } from './recognize.ts';
export type { UnknownReferences } from './unknown-references.ts';
export { recognizeLive } from './recognize-live.ts';
export type { LiveEvent, LiveSummary, RecognizeLiveOptions } from './recognize-live.ts';
export { writeWhole } from './adapters/write-whole.ts';
export type { RecognizeOptions } from './recognize.ts';
export { VocabularyError } from './vocabulary-error.ts';
export { AnnotationError } from './adapters/annotations/annotated-video.ts';
export type {
  AnnotatedVideo,
  Annotation,
  AnnotationTrack,
  ReadAnnotation,
  ReadAnnotations,
} from './adapters/annotations/annotated-video.ts';
export {
  ANNOTATION_FORMATS,
  holdsTracks,
  readAnnotationFile,
  readAnnotations,
  writeAnnotations,
} from './adapters/annotations/formats.ts';
export type { AnnotationFile, AnnotationFormat } from './adapters/annotations/formats.ts';
