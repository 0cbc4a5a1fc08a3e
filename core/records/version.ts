/** A record's `schema_version`: both parts are numbers, so that 1.10 follows 1.9 (spec 1.2). */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

const VERSION = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** Reads `MAJOR.MINOR`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text);
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}

/** Below zero where `left` is older, above where it is newer, zero where they are the same. */
export function compareVersions(left: Version, right: Version): number {
  return left.major - right.major || left.minor - right.minor;
}

/** Whether a record that says it has version `text` is older than `version`; false where it says none. */
export function isOlder(text: string, version: Version): boolean {
  const own = parseVersion(text);
  return own !== undefined && compareVersions(own, version) < 0;
}
