export { answersSheet } from './answers-sheet';
export { previewDifferences, type PreviewDifference } from './differences';
export { previewOf, type PreviewFile, type TemplatePreview } from './preview';
export { answerSample } from './sample';
