/** A time of today as people say it: "14:05". */
export function timeInWords(moment: Date): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(moment);
}

/** A day with its time as people say it: "20 Nov 2026, 14:05". */
export function momentInWords(moment: Date): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}
