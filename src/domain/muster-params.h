/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterFieldKind:
 *
 * What a setting or an argument is. Each has one GVariant type, see
 * muster_field_get_variant_type().
 */
typedef enum
{
  MUSTER_FIELD_TEXT, /* s */
  MUSTER_FIELD_SECRET, /* s, never shown, never in the audit log, never from a command line */
  MUSTER_FIELD_BOOLEAN, /* b */
  MUSTER_FIELD_INTEGER, /* x, within min … max */
  MUSTER_FIELD_REAL,    /* d, within min … max */
  MUSTER_FIELD_MINUTES, /* x, a duration in minutes */
  MUSTER_FIELD_SECONDS, /* x, a duration in seconds */
  MUSTER_FIELD_CHOICE,  /* s, one of choices */
  MUSTER_FIELD_DATE,    /* i, a MusterDate; written 2026-03-05 */
  MUSTER_FIELD_INSTANT, /* x, microseconds UTC; written with offset */
  MUSTER_FIELD_ZONE,    /* s, an IANA name */
  MUSTER_FIELD_PERSON,  /* x, a person's id; written as a staff number */
  MUSTER_FIELD_RECORD,  /* x, the id of a record of any other kind */
  MUSTER_FIELD_PATH,    /* s, a file or folder */
  MUSTER_FIELD_STRINGS, /* as */
  MUSTER_FIELD_VARIANT, /* v, a structure that the unit documents */
} MusterFieldKind;

/**
 * MusterFieldFlags:
 * @MUSTER_FIELD_REQUIRED: it has no default and may not be empty
 * @MUSTER_FIELD_MAYBE: of a command's argument: its type is a maybe, and nothing means that
 *   the record stays as it is
 * @MUSTER_FIELD_CONFIDENTIAL: of a command's argument: there are secrets in it, whatever its kind:
 *   the audit log says only that it was there
 * @MUSTER_FIELD_LIST: of a structure: it is a list of its entries
 * @MUSTER_FIELD_SCALAR: of a structure: it is a whole number or a word, as typed
 */
typedef enum
{
  MUSTER_FIELD_OPTIONAL = 0,
  MUSTER_FIELD_REQUIRED = 1 << 0,
  MUSTER_FIELD_MAYBE = 1 << 1,
  MUSTER_FIELD_CONFIDENTIAL = 1 << 2,
  MUSTER_FIELD_LIST = 1 << 3,
  MUSTER_FIELD_SCALAR = 1 << 4,
} MusterFieldFlags;

/**
 * MusterChoice:
 * @value: the value in files
 * @title: the word, marked with N_ ()
 */
typedef struct
{
  const char *value;
  const char *title;
} MusterChoice;

/**
 * MusterField:
 * @name: its name in files, on the command line, in errors
 * @title: its label, marked with N_ ()
 * @hint: (nullable): one line that explains it, marked with N_ ()
 * @kind: a #MusterFieldKind
 * @flags: #MusterFieldFlags
 * @fallback: (nullable): the default, as text
 * @min: least value of a number; min == max means no limit
 * @max: greatest value of a number
 * @choices: (nullable) (array zero-terminated=1): of a choice
 * @entries: (nullable): of a structure: the members that it has, or that each entry of it has when
 *   it is a list. A structure without them is a word or a number: "schedule", "08:00", 480
 *
 * Describes one setting or argument, once, for form, importer, command line and validator.
 * A list of fields ends with one whose name is %NULL.
 */
typedef struct _MusterField
{
  const char *name;
  const char *title;
  const char *hint;
  MusterFieldKind kind;
  MusterFieldFlags flags;
  const char *fallback;
  double min;
  double max;
  const MusterChoice *choices;
  const struct _MusterField *entries;
} MusterField;

/**
 * muster_field_get_variant_type:
 * @field: a field
 *
 * Returns: (transfer none): the type of its value
 */
const GVariantType *muster_field_get_variant_type (const MusterField *field);

/**
 * muster_field_parse:
 * @field: a field
 * @text: what a person wrote
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Reads and checks a value from text. Persons, records and instants without offset are for
 * the caller to resolve.
 *
 * Returns: (transfer floating) (nullable): the value
 */
GVariant *muster_field_parse (const MusterField *field, const char *text, GError **error);

/**
 * muster_field_check:
 * @field: a field
 * @value: a value of its type
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether @value is within range and among the choices
 */
gboolean muster_field_check (const MusterField *field, GVariant *value, GError **error);

/**
 * MusterParams:
 *
 * An immutable bag of settings that were checked against a list of fields; absent ones have
 * their defaults.
 */
#define MUSTER_TYPE_PARAMS (muster_params_get_type ())
G_DECLARE_FINAL_TYPE (MusterParams, muster_params, MUSTER, PARAMS, GObject)

/**
 * muster_params_new:
 * @fields: the fields, ended by a %NULL name; static
 * @values: (nullable): an a{sv} with values for some or all of them
 * @error: a %MUSTER_ERROR_INVALID that names the field: unknown, missing, of another type,
 *   out of range
 *
 * Returns: (transfer full) (nullable): the settings
 */
MusterParams *muster_params_new (const MusterField *fields,
                                 GVariant *values,
                                 GError **error);

const char *muster_params_get_string (MusterParams *params, const char *name);
gint64 muster_params_get_int64 (MusterParams *params, const char *name);
double muster_params_get_double (MusterParams *params, const char *name);
gboolean muster_params_get_boolean (MusterParams *params, const char *name);
GVariant *muster_params_get_value (MusterParams *params, const char *name);

/**
 * muster_params_to_variant:
 * @params: settings
 *
 * Returns: (transfer full): an a{sv} of what differs from the defaults
 */
GVariant *muster_params_to_variant (MusterParams *params);
