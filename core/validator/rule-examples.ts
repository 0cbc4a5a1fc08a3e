/** What the page of a rule says beside the rule itself; a test makes each example a folder and audits it. */
export interface RuleExamples {
  /** Why somebody should care. */
  readonly why: string;
  /** How the finding goes away. */
  readonly mend: string;
  /** Nothing is found in these, by any rule. */
  readonly good: readonly RuleExample[];
  readonly bad: readonly BadExample[];
}

/** A folder of a lab. What it does not say is whole: every project and run has its records and a README. */
export interface RuleExample {
  readonly title: string;
  /** Its path below the lab's root, with forward slashes. */
  readonly folder: string;
  /** Texts by their paths in it; null for what is not there, an empty text for data; a slash ends a folder. */
  readonly files: Readonly<Record<string, string | null>>;
  /** Lines of the configuration that matter. */
  readonly config?: string;
}

/** One in which a rule finds something. */
export interface BadExample extends RuleExample {
  /** All that is found, in its order: paths in the folder (`.` for itself), and what matched. */
  readonly finds: readonly { readonly path: string; readonly token: string }[];
}
