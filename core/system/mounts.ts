import { open, readFile } from 'node:fs/promises';

/**
 * The top folder of the mounted file system that a folder stands in (Linux); undefined where the system does not say.
 * Asked by the number of the mount: folders of one disk that is mounted twice bear the same device.
 */
export async function mountTopOf(folder: string): Promise<string | undefined> {
  const handle = await open(folder, 'r');
  try {
    const opened = await readFile(`/proc/self/fdinfo/${handle.fd}`, 'utf8');
    const id = /^mnt_id:\s*(\d+)$/m.exec(opened)?.[1];
    return id === undefined ? undefined : mountTop(await readFile('/proc/self/mountinfo', 'utf8'), id);
  } finally {
    await handle.close();
  }
}

/** The place of a mount by its number, as `/proc/<pid>/mountinfo` tells it (proc(5)). */
export function mountTop(mountinfo: string, id: string): string | undefined {
  for (const line of mountinfo.split('\n')) {
    const [number, , , , top] = line.split(' ');
    if (number === id && top !== undefined) return unescaped(top);
  }
  return undefined;
}

/** White space and backslashes stand there as three octal digits. */
function unescaped(told: string): string {
  return told.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}
