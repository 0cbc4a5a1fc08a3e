import type { Rule } from '../rule';
import { illegalFilesystemCharacter } from './illegal-filesystem-character';
import { leftoverJinjaMarker } from './leftover-jinja-marker';
import { modePrefixMismatch } from './mode-prefix-mismatch';
import { nameCollision } from './name-collision';
import { nameTooLong } from './name-too-long';
import { reservedFilesystemName } from './reserved-filesystem-name';
import { unresolvedPlaceholderToken } from './unresolved-placeholder-token';

/** The rules that need only a plan. */
export const RULES: readonly Rule[] = [
  unresolvedPlaceholderToken,
  leftoverJinjaMarker,
  illegalFilesystemCharacter,
  reservedFilesystemName,
  modePrefixMismatch,
  nameTooLong,
  nameCollision,
];
