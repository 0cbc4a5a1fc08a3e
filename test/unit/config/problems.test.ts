import { describe, expect, it } from 'vitest';
import { fixture, problemsOf } from './fixtures';

const SECRET =
  'holds a secret, and the configuration must hold none: take it out, and change it, since it stood in a file. Passwords are asked for and kept safe elsewhere.';

/** As `<line>:<column> <severity> [<code>] <key> | <message>`. */
describe('what is said of a configuration file', () => {
  it('has nothing against one that says all there is to say', async () => {
    expect(await problemsOf('complete.yaml')).toEqual([]);
  });

  it('names every mistake at once, each in its line', async () => {
    expect(await problemsOf('many-mistakes.yaml')).toEqual([
      "2:3 warning paths.template_dir | The key 'paths.template_dir' is not known and has no effect; did you mean 'templates_dir'?",
      "3:15 error paths.local_root | 'paths.local_root' is 'runs'; allowed: an absolute path, or one that begins with '~/'.",
      "5:10 error logging.level | 'logging.level' is 'info'; allowed: DEBUG, INFO, WARN, ERROR. Did you mean 'INFO'?",
      "6:21 error logging.central_log_keep | 'logging.central_log_keep' is -1; allowed: a whole number from 0 on.",
      "7:1 warning colour | The key 'colour' is not known and has no effect; known here: paths, lims, readme, equipment, nas_cleanup, logging, operators, validator, plugins, sync, orchestrator.",
      "9:5 error equipment[0].id | 'equipment[0].id' is missing: give a text (in quotes if it looks like a number).",
      "10:9 warning equipment_id_invalid equipment[1].id | 'equipment[1].id' is 'scope-2'; allowed: a capital letter, then capital letters, digits and '_', 32 at most. Nothing can be created for this equipment until it is corrected.",
      "12:13 error equipment[1].transport.type | 'equipment[1].transport.type' is 'rsnc_ssh'; allowed: rclone, rsync_ssh, mount. Did you mean 'rsync_ssh'?",
      "13:5 error equipment[2].manifest_filename | 'equipment[2].manifest_filename' is missing: the completeness signal 'manifest' needs it.",
      "15:5 error equipment[2].transport.rclone_remote_path | 'equipment[2].transport.rclone_remote_path' is missing: give a text (in quotes if it looks like a number).",
      "17:22 error equipment[2].transport.rclone_remote | 'equipment[2].transport.rclone_remote' is '-nas'; allowed: the name of a remote, as 'rclone listremotes' shows it.",
      "18:9 error equipment_id_conflict equipment[3].id | Two equipments have the id 'SCOPE_3', in lines 13 and 18: give each its own.",
      "20:43 error equipment[3].transport.target_path | 'equipment[3].transport.target_path' is '/mnt/other', but nas_root is '/mnt/lab': make them the same, or leave target_path out.",
      "22:12 error nas_cleanup.enabled | 'nas_cleanup.enabled' is 'yes'; allowed: true, false.",
      "23:1 error orchestrator.staging_root | 'orchestrator.staging_root' is missing: give the folder that the instruments push into, or set 'orchestrator.enabled' to false.",
    ]);
  });

  it('refuses secrets wherever they stand, and never shows one', async () => {
    expect(await problemsOf('secrets.yaml')).toEqual([
      `3:13 error lims.endpoint | 'lims.endpoint' ${SECRET}`,
      `4:3 error lims.password | 'lims.password' ${SECRET}`,
      "6:5 warning equipment[0].completeness_signal | 'equipment[0].completeness_signal' is missing: without it a staged run of this equipment is never complete. Allowed: sentinel_file, manifest, quiescence.",
      `9:19 error equipment[0].transport.ssh_target | 'equipment[0].transport.ssh_target' ${SECRET}`,
      `10:7 error equipment[0].transport.sshPassword | 'equipment[0].transport.sshPassword' ${SECRET}`,
      `15:7 error equipment[0].orchestrator_staging_transport.api-key | 'equipment[0].orchestrator_staging_transport.api-key' ${SECRET}`,
      "17:1 warning extra | The key 'extra' is not known and has no effect; known here: paths, lims, readme, equipment, nas_cleanup, logging, operators, validator, plugins, sync, orchestrator.",
      `18:11 error extra.deep[0].auth_token | 'extra.deep[0].auth_token' ${SECRET}`,
    ]);
  });

  it('checks the fields that the lab adds to every README', async () => {
    expect(await problemsOf('readme-fields.yaml')).toEqual([
      "3:11 error template_core_field_redeclared readme.defaults[0].id | 'readme.defaults[0].id' is 'operator', which every README has already: choose another id, or take the field out.",
      "6:7 error readme.defaults[1].options | 'readme.defaults[1].options' is missing: a choice needs at least one option.",
      "9:11 error readme.defaults[2].id | Two README fields have the id 'lens', in lines 6 and 9: give each its own.",
      "13:16 error readme.defaults[2].default | 'readme.defaults[2].default' is '60x'; allowed: 20x, 40x.",
      "14:52 error readme.defaults[3].default | 'readme.defaults[3].default' is '2026-02-30'; allowed: a date such as 2026-11-20.",
      "15:57 error readme.defaults[4].default | 'readme.defaults[4].default' is 'no'; allowed: true, false.",
      "16:52 error readme.defaults[5].default | 'readme.defaults[5].default' is true; allowed: a text (in quotes if it looks like a number).",
      "16:58 warning readme.defaults[5].options | 'readme.defaults[5].options' has no effect: the field is of type 'text', and only a 'choice' has options.",
      "17:12 error readme.defaults[6].id | 'readme.defaults[6].id' is '1st'; allowed: letters, digits and '_', not beginning with a digit.",
      "17:37 error readme.defaults[6].type | 'readme.defaults[6].type' is 'number'; allowed: string, text, choice, date, boolean.",
    ]);
  });

  it('checks the windows of a bandwidth schedule', async () => {
    expect(await problemsOf('bandwidth.yaml')).toEqual([
      '10:14 error equipment[0].transport.bandwidth.schedule[1] | The windows equipment[0].transport.bandwidth.schedule[0] (line 9) and equipment[0].transport.bandwidth.schedule[1] (line 10) overlap: make one end where the other begins.',
      '12:14 error equipment[0].transport.bandwidth.schedule[3] | The windows equipment[0].transport.bandwidth.schedule[2] (line 11) and equipment[0].transport.bandwidth.schedule[3] (line 12) overlap: make one end where the other begins.',
      "13:46 error equipment[0].transport.bandwidth.schedule[4].to | 'equipment[0].transport.bandwidth.schedule[4].to' is the time at which the window begins: for a whole day write from '00:00' to '24:00'.",
      "14:21 error equipment[0].transport.bandwidth.schedule[5].days[0] | 'equipment[0].transport.bandwidth.schedule[5].days[0]' is 'thursday'; allowed: mon, tue, wed, thu, fri, sat, sun.",
      "14:38 error equipment[0].transport.bandwidth.schedule[5].from | 'equipment[0].transport.bandwidth.schedule[5].from' is 9; allowed: a time of day from 00:00 to 23:59.",
      "14:45 error equipment[0].transport.bandwidth.schedule[5].to | 'equipment[0].transport.bandwidth.schedule[5].to' is '25:00'; allowed: a time of day from 00:00 to 24:00.",
      "19:22 error equipment[1].transport.bandwidth.upload_mbps | 'equipment[1].transport.bandwidth.upload_mbps' is 0; allowed: a number above 0.",
      "25:9 warning equipment[2].transport.bandwidth.schedule | 'equipment[2].transport.bandwidth.schedule' has no effect without 'upload_mbps': give the limit that holds in these windows.",
    ]);
  });

  it('says that a tab is no indentation', async () => {
    expect(await problemsOf('tab.yaml')).toEqual([
      '2:1 error  | A tab stands in the indentation: use spaces.',
    ]);
  });

  it('names both lines of a key that stands twice', async () => {
    expect(await problemsOf('duplicate-keys.yaml')).toEqual([
      "3:25 error paths.local_root | The key 'paths.local_root' stands twice, in lines 3 and 3: keep one of them.",
      "7:5 error equipment[0].label | The key 'equipment[0].label' stands twice, in lines 6 and 7: keep one of them.",
      "8:1 error lims | The key 'lims' stands twice, in lines 1 and 8: keep one of them.",
    ]);
  });

  it('says that a list is no configuration', async () => {
    expect(await problemsOf('list.yaml')).toEqual([
      "1:1 error  | The configuration is a list; it must be sections such as 'paths:' and 'equipment:'.",
    ]);
  });

  it('counts no column for a byte order mark or a carriage return', async () => {
    expect(await problemsOf('byte-order-mark.yaml')).toEqual([
      "2:15 error paths.local_root | 'paths.local_root' is 'runs'; allowed: an absolute path, or one that begins with '~/'.",
    ]);
  });

  it('names the place of the first byte that is no UTF-8', async () => {
    expect(await problemsOf('latin-1.yaml')).toEqual([
      `4:14 error  | ${fixture('latin-1.yaml')} is not UTF-8, the encoding of a configuration: save it as UTF-8.`,
    ]);
  });
});
