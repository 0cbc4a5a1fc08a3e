import type { RuleCode } from '../finding';
import type { RuleExamples } from '../rule-examples';
import { examples as illegalFilesystemCharacter } from './illegal-filesystem-character.examples';
import { examples as leftoverJinjaMarker } from './leftover-jinja-marker.examples';
import { examples as malformedRecord } from './malformed-record.examples';
import { examples as malformedYamlFrontMatter } from './malformed-yaml-front-matter.examples';
import { examples as missingRequiredField } from './missing-required-field.examples';
import { examples as modePrefixMismatch } from './mode-prefix-mismatch.examples';
import { examples as nameCollision } from './name-collision.examples';
import { examples as nameTooLong } from './name-too-long.examples';
import { examples as orphan } from './orphan.examples';
import { examples as reservedFilesystemName } from './reserved-filesystem-name.examples';
import { examples as schemaMajorMismatch } from './schema-major-mismatch.examples';
import { examples as unresolvedPlaceholderToken } from './unresolved-placeholder-token.examples';
import { examples as unsafeProjectName } from './unsafe-project-name.examples';

/** The examples of every rule, for its page and for tests; nothing that ships imports them. */
export const EXAMPLES: ReadonlyMap<RuleCode, RuleExamples> = new Map([
  ['unresolved_placeholder_token', unresolvedPlaceholderToken],
  ['leftover_jinja_marker', leftoverJinjaMarker],
  ['illegal_filesystem_character', illegalFilesystemCharacter],
  ['reserved_filesystem_name', reservedFilesystemName],
  ['mode_prefix_mismatch', modePrefixMismatch],
  ['schema_major_mismatch', schemaMajorMismatch],
  ['name_too_long', nameTooLong],
  ['name_collision', nameCollision],
  ['orphan', orphan],
  ['missing_required_field', missingRequiredField],
  ['malformed_yaml_front_matter', malformedYamlFrontMatter],
  ['unsafe_project_name', unsafeProjectName],
  ['malformed_record', malformedRecord],
]);
