import type { CreationFacts } from '../creation-facts';
import type { Finding } from '../finding';
import type { RememberedFolder } from '../folder-judge';
import type { Standing } from '../standing';
import { NumberedValues, SharedValues } from './shared-values';

/** What is remembered of a folder, in little space: what many folders have alike stands there once. */
export interface Entry {
  /** All that the judgement depends on beside the folder, in short. */
  readonly ground: string;
  readonly names: string;
  readonly demands: string;
  readonly facts: CreationFacts;
  readonly standing: Standing | null;
  readonly paths: readonly string[];
  /** What the files at the paths looked like, with spaces between. */
  readonly looks: string;
  readonly nameFindings: readonly Finding[];
  readonly presenceFindings: readonly Finding[];
  readonly fileFindings: readonly Finding[];
}

const NO_FINDINGS: readonly Finding[] = [];

/** Makes entries that share what they have alike. */
export class Entries {
  private readonly texts = new SharedValues<string>();
  private readonly facts = new SharedValues<CreationFacts>();
  private readonly standings = new SharedValues<Standing | null>();
  private readonly paths = new SharedValues<readonly string[]>();

  of(remembered: RememberedFolder, ground: string): Entry {
    const { names, nameFindings, presenceFindings, known, demands, files } = remembered;
    return this.sharing({
      ground,
      names,
      demands,
      facts: known.facts,
      standing: known.standing ?? null,
      paths: files.paths,
      looks: files.looks,
      nameFindings,
      presenceFindings,
      fileFindings: files.findings,
    });
  }

  /** What stands in the tables of a file, each value as it is shared. */
  sharingTables(written: WrittenEntries): Omit<WrittenEntries, 'folders'> {
    return {
      grounds: written.grounds.map((text) => this.texts.share(text)),
      demands: written.demands.map((text) => this.texts.share(text)),
      facts: written.facts.map((facts) => this.facts.share(facts)),
      standings: written.standings.map((standing) => this.standings.share(standing)),
      paths: written.paths.map((paths) => this.paths.share(paths)),
    };
  }

  private sharing(entry: Entry): Entry {
    return {
      ...entry,
      ground: this.texts.share(entry.ground),
      demands: this.texts.share(entry.demands),
      facts: this.facts.share(entry.facts),
      standing: this.standings.share(entry.standing),
      paths: this.paths.share(entry.paths),
      nameFindings: noneOr(entry.nameFindings),
      presenceFindings: noneOr(entry.presenceFindings),
      fileFindings: noneOr(entry.fileFindings),
    };
  }
}

function noneOr(findings: readonly Finding[]): readonly Finding[] {
  return findings.length === 0 ? NO_FINDINGS : findings;
}

/** What a judgement is given of an entry. */
export function rememberedOf({ names, demands, facts, standing, ...entry }: Entry): RememberedFolder {
  return {
    names,
    demands,
    known: { facts, standing: standing ?? undefined },
    nameFindings: entry.nameFindings,
    presenceFindings: entry.presenceFindings,
    files: {
      paths: entry.paths,
      looks: entry.looks,
      findings: entry.fileFindings,
    },
  };
}

/** Whether what is remembered now says nothing that the entry does not say: then all was seen as it was. */
export function saysTheSame(entry: Entry, before: RememberedFolder, now: RememberedFolder): boolean {
  if (now === before) return true;
  return (
    now.known === before.known &&
    now.names === before.names &&
    now.demands === before.demands &&
    now.nameFindings === before.nameFindings &&
    JSON.stringify(now.presenceFindings) === JSON.stringify(before.presenceFindings) &&
    now.files.looks === entry.looks &&
    now.files.paths.length === entry.paths.length &&
    now.files.paths.every((file, index) => file === entry.paths[index])
  );
}

/** Entries as a file holds them; what they have alike stands in tables. */
export interface WrittenEntries {
  readonly grounds: readonly string[];
  readonly demands: readonly string[];
  readonly facts: readonly CreationFacts[];
  readonly standings: readonly (Standing | null)[];
  readonly paths: readonly (readonly string[])[];
  readonly folders: readonly WrittenEntry[];
}

type WrittenEntry = readonly [
  folder: string,
  ground: number,
  names: string,
  demands: number,
  facts: number,
  standing: number,
  paths: number,
  looks: string,
  ...findings:
    [] | [ofNames: readonly Finding[], ofPresence: readonly Finding[], ofFiles: readonly Finding[]],
];

export function writtenEntries(entries: Iterable<readonly [string, Entry]>): WrittenEntries {
  const grounds = new NumberedValues<string>();
  const demands = new NumberedValues<string>();
  const facts = new NumberedValues<CreationFacts>();
  const standings = new NumberedValues<Standing | null>();
  const paths = new NumberedValues<readonly string[]>();
  const folders = Array.from(entries, ([folder, entry]): WrittenEntry => {
    const findings = [entry.nameFindings, entry.presenceFindings, entry.fileFindings] as const;
    const isClean = findings.every(({ length }) => length === 0);
    return [
      folder,
      grounds.numberOf(entry.ground),
      entry.names,
      demands.numberOf(entry.demands),
      facts.numberOf(entry.facts),
      standings.numberOf(entry.standing),
      paths.numberOf(entry.paths),
      entry.looks,
      ...(isClean ? ([] as const) : findings),
    ];
  });
  return {
    grounds: grounds.values,
    demands: demands.values,
    facts: facts.values,
    standings: standings.values,
    paths: paths.values,
    folders,
  };
}

/** The entries of a file that was written by this very program. */
export function* readEntries(written: WrittenEntries, entries: Entries): Iterable<readonly [string, Entry]> {
  const tables = entries.sharingTables(written);
  for (const [
    folder,
    ground,
    names,
    demands,
    facts,
    standing,
    paths,
    looks,
    ...findings
  ] of written.folders) {
    const [nameFindings = NO_FINDINGS, presenceFindings = NO_FINDINGS, fileFindings = NO_FINDINGS] = findings;
    yield [
      folder,
      {
        ground: tables.grounds[ground] ?? '',
        names,
        demands: tables.demands[demands] ?? '',
        facts: tables.facts[facts] ?? {},
        standing: tables.standings[standing] ?? null,
        paths: tables.paths[paths] ?? [],
        looks,
        nameFindings,
        presenceFindings,
        fileFindings,
      },
    ];
  }
}
