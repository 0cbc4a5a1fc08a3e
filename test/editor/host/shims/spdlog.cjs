/**
 * The editor's logger without its native addon, which only a compiler or an install script could provide: lines go
 * straight to the file, and nothing rotates, since no test runs long enough.
 *
 * The editor imports it as a module, and Node finds the names of a CommonJS file only where each is written out as
 * `exports.name = …`.
 */
const { closeSync, mkdirSync, openSync, writeSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const INFO = LEVELS.indexOf('info');

class Logger {
  constructor(_kind, _name, file) {
    mkdirSync(dirname(file), { recursive: true });
    this.descriptor = openSync(file, 'a');
    this.level = INFO;
    /** Once the editor has taken the formatting over, a message is a whole line. */
    this.formatted = true;
  }

  trace(message) {
    this.write('trace', message);
  }

  debug(message) {
    this.write('debug', message);
  }

  info(message) {
    this.write('info', message);
  }

  warn(message) {
    this.write('warning', message);
  }

  error(message) {
    this.write('error', message);
  }

  critical(message) {
    this.write('critical', message);
  }

  write(level, message) {
    if (this.descriptor === undefined || LEVELS.indexOf(level) < this.level) return;
    writeSync(
      this.descriptor,
      this.formatted ? `${new Date().toISOString()} [${level}] ${message}\n` : message,
    );
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  /** The pattern is the one that `write` uses anyway. */
  setPattern() {}

  clearFormatters() {
    this.formatted = false;
  }

  /** Nothing is held back that could be flushed. */
  flush() {}

  drop() {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }
}

function createLogger(name, file) {
  return Promise.resolve(new Logger('plain', name, file));
}

exports.version = 'shim';
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
