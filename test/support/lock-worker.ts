import { createInterface } from 'node:readline';
import { acquireEngineLock, silentLog, systemClock, systemHost, type EngineLock } from '../../core/system';

/**
 * A process that asks for the engine lock of a state folder whenever it is told to, and says what became of it:
 * `lock-worker <state folder>`, then a line of input each: `acquire`, `release` or `held`.
 */
const [stateFolder = ''] = process.argv.slice(2);
const surroundings = { host: systemHost(), clock: systemClock, log: silentLog };
let lock: EngineLock | undefined;

async function answer(command: string): Promise<unknown> {
  if (command === 'acquire') {
    const got = await acquireEngineLock(stateFolder, surroundings);
    if (got.acquired) lock = got;
    return got.acquired ? { acquired: true } : { acquired: false, holder: got.holder.pid };
  }
  if (command === 'release') {
    await lock?.release();
    lock = undefined;
  }
  return { held: (await lock?.isHeld()) ?? false };
}

process.stdout.write('"started"\n');
for await (const command of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(command))}\n`);
}
