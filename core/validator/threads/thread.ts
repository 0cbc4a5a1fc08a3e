import { parentPort, workerData } from 'node:worker_threads';
import { auditInThread } from './audit-in-thread';
import type { ThreadTask } from './messages';

/** The entry of a thread that audits: its task comes with its start, and it ends with it. */
if (parentPort !== null) {
  const port = parentPort;
  void auditInThread(workerData as ThreadTask, (message) => {
    port.postMessage(message);
  });
}
