/** A manifest of ours that asks for one answer, `sample`, and with which nothing is wrong. */
export const SAMPLE_MANIFEST = `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
_subdirectory: template
sample: {type: str, default: x}
`;
