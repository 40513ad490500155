/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-company.h"
#include "muster-filter.h"
#include "muster-source-listings.h"

#define MUSTER_TEST_PASSPHRASE "seven geese over the lake"

/**
 * MusterTestDesk:
 * @folder: a temporary folder that goes away with the test
 * @company: the open company, in Asia/Shanghai
 * @office: its office
 * @admin: who made it
 * @now: what its clock says; a test may set it
 *
 * A company with a frozen clock: Thursday 2026-03-05 10:00 in Shanghai.
 */
typedef struct
{
  char *folder;
  MusterCompany *company;
  MusterOffice *office;
  MusterActor *admin;
  gint64 now;
} MusterTestDesk;

MusterTestDesk *muster_test_desk_new (void);
void muster_test_desk_free (MusterTestDesk *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterTestDesk, muster_test_desk_free)

/* Locks it and opens it again as @user */
void muster_test_desk_reopen (MusterTestDesk *test,
                              const char *user,
                              const char *password);

/* Sets the clock to a wall time of Shanghai, "2026-03-05T10:00" */
void muster_test_desk_set_clock (MusterTestDesk *test, const char *wall);

/* An instant and a date from text */
gint64 muster_test_instant (const char *wall);
MusterDate muster_test_date (const char *text);

/* An actor that is not in the database; @group and @department may be %NULL, both for everybody */
MusterActor *muster_test_actor (MusterRole role,
                                const char *group,
                                const char *department);

/* Submits by the command's name as admin, with the text of a GVariant dictionary of arguments:
 * "{'name': <'Ada'>}". Must go well */
GVariant *muster_test_submit (MusterTestDesk *test,
                              const char *command,
                              const char *args);

/* The same, must fail with @code */
void muster_test_refuse (MusterTestDesk *test,
                         MusterActor *actor,
                         const char *command,
                         const char *args,
                         int code);

/* Adds and returns an id; @group and @department may be "" */
gint64 muster_test_add_person (MusterTestDesk *test,
                               const char *staff_no,
                               const char *name,
                               const char *group,
                               const char *department);
gint64 muster_test_add_source (MusterTestDesk *test, const char *name);

/* A punch that names the phone it was made with; @key is the person's number on the source */
void muster_test_add_phone_punch (MusterTestDesk *test,
                                  gint64 source_id,
                                  const char *key,
                                  gint64 person_id,
                                  const char *phone,
                                  const char *wall);

/* Writes a file into the company's temporary folder's parent; returns its path */
char *muster_test_write_file (MusterTestDesk *test,
                              const char *name,
                              const char *data,
                              gssize length);

/* Imports a text as a punch file */
MusterImportRow *muster_test_import (MusterTestDesk *test,
                                     gint64 source_id,
                                     const char *name,
                                     const char *text);

/* All rows of a listing, as @actor; must go well. @filter may be %NULL */
GPtrArray *muster_test_rows (MusterTestDesk *test,
                             MusterActor *actor,
                             const char *listing,
                             MusterFilter *filter);

/* A filter for one date, or all time when @date is %NULL */
MusterFilter *muster_test_filter (const char *date);
