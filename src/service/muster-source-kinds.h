/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * MusterSourceKind:
 * @kind: its name in files and on the command line
 * @title: what people call such a source, marked with N_ ()
 * @fields: its settings
 * @unattended: whether it can be read by itself
 * @listens: whether it calls in
 * @follows: whether it can be kept connected for punches as they are made
 * @sets_clock: whether its clock can be set
 * @probes: whether it can be looked at before anything is taken
 *
 * A kind of source, as those see it who add one.
 */
typedef struct
{
  const char *kind;
  const char *title;
  const MusterField *fields;
  gboolean unattended;
  gboolean listens;
  gboolean follows;
  gboolean sets_clock;
  gboolean probes;
} MusterSourceKind;

/**
 * muster_source_kinds_list:
 * @office: the office
 *
 * Returns: (transfer full) (element-type MusterSourceKind): all kinds, in the order in which people
 *   should see them
 */
GArray *muster_source_kinds_list (MusterOffice *office);

/**
 * muster_source_kinds_find:
 * @office: the office
 * @kind: name of a kind
 * @found: (out): what it is
 *
 * Returns: whether there is such a kind
 */
gboolean muster_source_kinds_find (MusterOffice *office,
                                   const char *kind,
                                   MusterSourceKind *found);

/**
 * muster_source_kinds_split:
 * @fields: settings of a kind
 * @values: an a{sv}
 * @settings: (out) (transfer full): those that are no secrets
 * @secrets: (out) (transfer full): the secrets among them
 *
 * Parts what a form or a command line gives, for the arguments of source.add and source.change.
 */
void muster_source_kinds_split (const MusterField *fields,
                                GVariant *values,
                                GVariant **settings,
                                GVariant **secrets);
