/** A field of one's own in the README. */
export interface CustomRow {
  readonly label: string;
  readonly value: string;
}

/** Rows after a change, and which of them has the focus then; null where none is left. */
export interface Rearranged {
  readonly rows: readonly CustomRow[];
  readonly focus: number | null;
}

/** Puts an empty row at the end. */
export function addRow(rows: readonly CustomRow[]): Rearranged {
  return { rows: [...rows, { label: '', value: '' }], focus: rows.length };
}

/** Takes a row out; the focus goes to the one that follows, else to the last. */
export function removeRow(rows: readonly CustomRow[], index: number): Rearranged {
  const left = rows.filter((_, at) => at !== index);
  return { rows: left, focus: left.length === 0 ? null : Math.min(index, left.length - 1) };
}

/** Moves a row to another place, as far as there are places; the focus goes with it. */
export function moveRow(rows: readonly CustomRow[], from: number, to: number): Rearranged {
  const moved = rows[from];
  const target = Math.max(0, Math.min(to, rows.length - 1));
  if (!moved || target === from) return { rows, focus: from };
  const others = rows.filter((_, at) => at !== from);
  return { rows: [...others.slice(0, target), moved, ...others.slice(target)], focus: target };
}

/** Changes the text of one row. */
export function changeRow(
  rows: readonly CustomRow[],
  index: number,
  change: Partial<CustomRow>,
): readonly CustomRow[] {
  return rows.map((row, at) => (at === index ? { ...row, ...change } : row));
}
