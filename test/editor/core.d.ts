// These tests import the core, and with it what types a part of nunjucks: nothing else leads the compiler there.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="../../core/templates/jinja/nunjucks.d.ts" />
