export const CONTENTS: readonly { readonly from: string; readonly to: string }[];
export function manifestOfPackage(manifest: object): Record<string, unknown>;
export function problemsOf(files: readonly string[], bytes: number): string[];
