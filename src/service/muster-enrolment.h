/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-office.h"

/**
 * MusterEnrolmentOutcome:
 *
 * What became, or would become, of a row of a list of people.
 */
typedef enum
{
  MUSTER_ENROLMENT_ADDED,   /* a new person */
  MUSTER_ENROLMENT_CHANGED, /* a person who is otherwise now */
  MUSTER_ENROLMENT_SAME,    /* a person who is so already */
  MUSTER_ENROLMENT_FAULTY,  /* no good person: left out */
} MusterEnrolmentOutcome;

/**
 * MusterEnrolmentRow:
 * @line: where it stood, from 1
 * @staff_no: (nullable): staff number
 * @name: (nullable): name
 * @department: (nullable): department
 * @group: (nullable): group
 * @outcome: a #MusterEnrolmentOutcome
 * @fields: (nullable): names of the fields that change
 * @field: (nullable): the field at fault
 * @message: (nullable): what is wrong with it, in plain words
 *
 * A row of a list of people.
 */
#define MUSTER_TYPE_ENROLMENT_ROW (muster_enrolment_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterEnrolmentRow,
                      muster_enrolment_row,
                      MUSTER,
                      ENROLMENT_ROW,
                      GObject)

struct _MusterEnrolmentRow
{
  GObject parent_instance;

  guint64 line;
  char *staff_no;
  char *name;
  char *department;
  char *group;
  MusterEnrolmentOutcome outcome;
  GStrv fields;
  char *field;
  char *message;
};

/**
 * MusterEnrolment:
 * @found: how the list was read: an a{sv} of muster_people_list_describe(): "kind", "charset",
 *   "columns", "roles", "cells", "ask", "check", "settings"
 * @rows: (element-type MusterEnrolmentRow): in the order of the list
 * @n_added: new people
 * @n_changed: people who change
 * @n_same: people who stay as they are
 * @n_faulty: rows that are left out
 *
 * What a list of people does to the company.
 */
#define MUSTER_TYPE_ENROLMENT (muster_enrolment_get_type ())
G_DECLARE_FINAL_TYPE (MusterEnrolment, muster_enrolment, MUSTER, ENROLMENT, GObject)

struct _MusterEnrolment
{
  GObject parent_instance;

  GVariant *found;
  GPtrArray *rows;
  guint n_added;
  guint n_changed;
  guint n_same;
  guint n_faulty;
};

/* The columns of MusterEnrolmentRow, for whoever prints them: line, outcome, staff_no, name,
 * department, group, fields, field, message */
extern const MusterColumn muster_enrolment_columns[];

/**
 * muster_enrolment_get_fields:
 *
 * Returns: (transfer none): the settings of a list of people, for a form
 */
const MusterField *muster_enrolment_get_fields (void);

/**
 * muster_enrolment_get_roles:
 *
 * Returns: (transfer none): what a column of a list of people can be, for a choice
 */
const MusterChoice *muster_enrolment_get_roles (void);

/**
 * muster_enrolment_preview:
 * @office: the office
 * @actor: who looks
 * @path: the list
 * @settings: (nullable): an a{sv} of muster_people_fields; "mapping" names a saved mapping
 * @cancellable: (nullable): to give up
 * @error: why the list cannot be read at all. A list of which only some settings must be
 *   answered first is no error: @found has "ask", and there are no rows
 *
 * Looks what a list of people would do, and does nothing. Blocks.
 *
 * Returns: (transfer full) (nullable): what it would do
 */
MusterEnrolment *muster_enrolment_preview (MusterOffice *office,
                                           MusterActor *actor,
                                           const char *path,
                                           GVariant *settings,
                                           GCancellable *cancellable,
                                           GError **error);

/**
 * muster_enrolment_apply:
 * @error: why nothing was done; a setting that must be answered is one, %MUSTER_ERROR_INVALID
 *
 * Brings a list of people in, in one transaction; rows at fault are left out and said. A second
 * time it changes nothing. Arguments as muster_enrolment_preview(). Blocks.
 *
 * Returns: (transfer full) (nullable): what it did
 */
MusterEnrolment *muster_enrolment_apply (MusterOffice *office,
                                         MusterActor *actor,
                                         const char *path,
                                         GVariant *settings,
                                         GCancellable *cancellable,
                                         GError **error);
