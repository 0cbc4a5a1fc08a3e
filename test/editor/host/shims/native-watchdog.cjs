/**
 * The editor's watchdog without its native addon: an extension host whose parent is gone ends itself.
 * The addon would end it even while JavaScript is busy; for a test that is no loss.
 */
const process = require('node:process');
const { setInterval } = require('node:timers');

const MILLISECONDS_BETWEEN_LOOKS = 1000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function end() {
  process.kill(process.pid, 'SIGKILL');
}

exports.start = (pid) => {
  const look = () => {
    if (!isAlive(pid)) end();
  };
  setInterval(look, MILLISECONDS_BETWEEN_LOOKS).unref();
};
exports.exit = end;
