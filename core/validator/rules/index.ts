import type { Rule } from '../rule';
import { illegalFilesystemCharacter } from './illegal-filesystem-character';
import { leftoverJinjaMarker } from './leftover-jinja-marker';
import { malformedRecord } from './malformed-record';
import { malformedYamlFrontMatter } from './malformed-yaml-front-matter';
import { missingRequiredField } from './missing-required-field';
import { modePrefixMismatch } from './mode-prefix-mismatch';
import { nameCollision } from './name-collision';
import { nameTooLong } from './name-too-long';
import { orphan } from './orphan';
import { reservedFilesystemName } from './reserved-filesystem-name';
import { schemaMajorMismatch } from './schema-major-mismatch';
import { unresolvedPlaceholderToken } from './unresolved-placeholder-token';
import { unsafeProjectName } from './unsafe-project-name';

/** The rules that judge names, texts and records, in the order of spec 4.2. */
export const RULES: readonly Rule[] = [
  unresolvedPlaceholderToken,
  leftoverJinjaMarker,
  illegalFilesystemCharacter,
  reservedFilesystemName,
  modePrefixMismatch,
  schemaMajorMismatch,
  nameTooLong,
  nameCollision,
  orphan,
  missingRequiredField,
  malformedYamlFrontMatter,
  unsafeProjectName,
  malformedRecord,
];
