/** A moment as people read it: local time, and UTC, which names of runs are in, in brackets. */
export function localTime(moment: Date): string {
  const local = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()];
  const utc = moment.toISOString().slice(0, 19).replace('T', ' ');
  return `${local.map(twoDigits).join('-')} ${clock.map(twoDigits).join(':')} (${utc} UTC)`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
