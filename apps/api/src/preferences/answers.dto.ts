/** What a person has chosen for themself. */

import type { Instant, Language, NotificationKind, Personal, SavedView, ViewId } from '@konsil/domain';
import { notificationKinds } from '@konsil/domain';
import type * as read from '@konsil/projections';
import { ApiProperty } from '@nestjs/swagger';
import { LANGUAGES } from '../accounts/dto.js';
import { DIRECTIONS } from '../lists/filters.dto.js';
import { Flag, Id, Moment, PersonalText, Shape, Text, Word } from '../openapi/index.js';
import { VIEW_LISTS } from './dto.js';

export const NOTIFICATION_KINDS = Object.keys(notificationKinds) as readonly NotificationKind[];
const PARTS = {
  collaborator: true,
  provider: true,
  either: true,
} as const satisfies Readonly<Record<read.NotificationChoice['to'], true>>;

export class NotificationChoice implements read.NotificationChoice {
  @Word(NOTIFICATION_KINDS)
  readonly kind!: NotificationKind;

  @Word(PARTS, { description: 'As what the person is told of it' })
  readonly to!: read.NotificationChoice['to'];

  @Flag({ description: '`instant` can’t be switched off' })
  readonly forced!: boolean;

  @Flag()
  readonly instant!: boolean;

  @Flag()
  readonly summary!: boolean;
}

export class Preferences implements read.Preferences {
  @Word(LANGUAGES)
  readonly language!: Language;

  @Text({ nullable: true, description: '`null`: that of the installation' })
  readonly timeZone!: string | null;

  @Shape(NotificationChoice, { many: true })
  readonly notifications!: readonly NotificationChoice[];
}

export class ViewSort {
  @Text()
  readonly by!: string;

  @Word(DIRECTIONS)
  readonly direction!: SavedView['sort']['direction'];
}

export class View implements read.SavedViewAnswer {
  @Id()
  readonly viewId!: ViewId;

  @PersonalText()
  readonly name!: Personal<string>;

  @Moment()
  readonly savedAt!: Instant;

  @Word(VIEW_LISTS)
  readonly list!: SavedView['list'];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } })
  readonly filters!: SavedView['filters'];

  @Text({ many: true })
  readonly columns!: readonly string[];

  @Shape(ViewSort)
  readonly sort!: ViewSort;
}

export class Views {
  @Shape(View, { many: true, description: 'By name' })
  readonly views!: readonly View[];
}
