/** A moment as people read it: local time, and UTC, which names of runs are in, in brackets; once where they are one. */
export function localTime(moment: Date): string {
  if (moment.getTimezoneOffset() === 0) return `${utcOf(moment)} UTC`;
  const local = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()];
  return `${local.map(twoDigits).join('-')} ${clock.map(twoDigits).join(':')} (${utcOf(moment)} UTC)`;
}

function utcOf(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
