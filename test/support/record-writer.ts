import { appendOverride, setSyncStatus } from '../../core/records';
import { createCentralLog, systemClock } from '../../core/system';

/**
 * A process that changes one `creation.json` and writes to one central log, again and again:
 * `record-writer <record> <state folder> <name> <count>`.
 */
async function main(record: string, stateFolder: string, name: string, count: number): Promise<void> {
  const log = createCentralLog({
    folder: stateFolder,
    hostName: 'h',
    clock: systemClock,
    minimumLevel: 'INFO',
    maxBytes: 2000,
    keep: 1000,
  });
  for (let number = 0; number < count; number += 1) {
    const override = {
      id: `${name}-${number}`,
      problem_class: 'orphan',
      operator: name,
      reason: 'many writers at once',
    };
    await appendOverride(record, override, '2026-11-20T13:00:00Z');
    await setSyncStatus(record, number % 2 === 0 ? 'failed' : 'pending');
    log.write('INFO', `${name}-${number}`);
  }
  await log.flush();
}

const [record = '', stateFolder = '', name = '', count = '0'] = process.argv.slice(2);
await main(record, stateFolder, name, Number(count));
