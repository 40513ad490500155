/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-file-look.h"
#include "muster-params.h"

/**
 * MusterBadgeDraft:
 * @source: (nullable): name of the source, %NULL when the list does not say
 * @key: the person's number on it
 *
 * A device number of a person.
 */
typedef struct
{
  const char *source;
  const char *key;
} MusterBadgeDraft;

/**
 * MusterPersonDraft:
 * @line: where it stood, from 1
 * @staff_no: the company's key
 * @name: the name
 * @department: (nullable): the department, "/" between levels; %NULL when the list has no such
 *   column, "" when the cell is empty
 * @group: (nullable): name or code of the attendance group; likewise
 * @joined: first date of employment, %MUSTER_DATE_NONE when the list does not say
 * @left: last date of employment, %MUSTER_DATE_EVER when the list does not say
 * @has_joined: whether the list has that column
 * @has_left: likewise
 * @badges: (array length=n_badges): device numbers
 * @n_badges: how many
 *
 * A person as a list gives it. All texts are valid during the call only.
 */
typedef struct
{
  guint64 line;
  const char *staff_no;
  const char *name;
  const char *department;
  const char *group;
  MusterDate joined;
  MusterDate left;
  gboolean has_joined;
  gboolean has_left;
  const MusterBadgeDraft *badges;
  gsize n_badges;
} MusterPersonDraft;

typedef struct _MusterPeopleSink MusterPeopleSink;

/**
 * MusterPeopleSink:
 * @take: takes a person; returns %FALSE with an error when the reading must stop
 * @fault: notes a row that is no good person, with the field at fault and a sentence in plain
 *   words, already translated; never fails
 *
 * Where a list of people goes. Embed it as the first member.
 */
struct _MusterPeopleSink
{
  gboolean (*take) (MusterPeopleSink *sink,
                    const MusterPersonDraft *draft,
                    GError **error);
  void (*fault) (MusterPeopleSink *sink,
                 guint64 line,
                 const char *field,
                 const char *message);
};

/**
 * muster_people_fields:
 *
 * The settings of a list of people: "path", "charset", "separator", "order" (of dates), "columns"
 * (the role of each column).
 */
extern const MusterField muster_people_fields[];

/**
 * muster_people_roles:
 *
 * What a column can be: "ignore", "staff-no", "name", "department", "group", "joined", "left",
 * "badge" (several may stand in a cell: "1001 gate:2001"). A column of one source is written
 * "badge:" and its name.
 */
extern const MusterChoice muster_people_roles[];

/**
 * muster_people_recognise:
 * @look: a first look through a file
 *
 * Returns: whether it has the headers of a list of people: a number and a name
 */
gboolean muster_people_recognise (MusterFileLook *look);

/**
 * MusterPeopleList:
 *
 * A list of people in a file: a table, or a terminal's user.dat.
 */
typedef struct _MusterPeopleList MusterPeopleList;

/**
 * muster_people_list_new:
 * @settings: of muster_people_fields; what is set there is not guessed
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_PROTOCOL with the reason when nothing in the file can be read
 *
 * Looks through a file and decides how to read it.
 *
 * Returns: (transfer full) (nullable): the list
 */
MusterPeopleList *muster_people_list_new (MusterParams *settings,
                                          GCancellable *cancellable,
                                          GError **error);

void muster_people_list_free (MusterPeopleList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPeopleList, muster_people_list_free)

/**
 * muster_people_list_describe:
 * @list: a list
 *
 * Says how it is going to be read: "kind" s ("people" or "users"), "charset" s, "separator" s,
 * "columns" as (the headers), "roles" as (of each column), "cells" aas (the first rows as they
 * stand), "ask" as (settings without which it cannot be read), "check" as (settings that were
 * guessed), "settings" a{sv} (to give to muster_people_list_new() again).
 *
 * Returns: (transfer full): an a{sv}
 */
GVariant *muster_people_list_describe (MusterPeopleList *list);

/**
 * muster_people_list_run:
 * @list: a list
 * @sink: where people go
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_INVALID that names a setting without which the list cannot be read, or
 *   what stopped it
 *
 * Reads the list, from the beginning each time. A staff number that comes twice is a fault of
 * its second row, unless the rows are equal but for their device numbers: those add up.
 *
 * Returns: whether it came to the end
 */
gboolean muster_people_list_run (MusterPeopleList *list,
                                 MusterPeopleSink *sink,
                                 GCancellable *cancellable,
                                 GError **error);
