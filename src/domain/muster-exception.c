/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>

#define KEY_PARTS 4

static const char *const codes[MUSTER_N_EXCEPTION_KINDS] = {
  [MUSTER_EXCEPTION_ABSENT] = "absent",
  [MUSTER_EXCEPTION_MISSING] = "missing",
  [MUSTER_EXCEPTION_SEVERE] = "severe_late",
  [MUSTER_EXCEPTION_LATE] = "late",
  [MUSTER_EXCEPTION_EARLY] = "early_leave",
  [MUSTER_EXCEPTION_OUTSIDE] = "outside",
  [MUSTER_EXCEPTION_UNCERTAIN] = "uncertain",
  [MUSTER_EXCEPTION_MOCK] = "mock",
  [MUSTER_EXCEPTION_SPEED] = "speed",
  [MUSTER_EXCEPTION_SHARED_DEVICE] = "shared_device",
  [MUSTER_EXCEPTION_SEVERAL_DEVICES] = "several_devices",
  [MUSTER_EXCEPTION_SAME_POSITION] = "same_position",
  [MUSTER_EXCEPTION_UNBOUND_DEVICE] = "unbound_device",
  [MUSTER_EXCEPTION_WEAK_VERIFY] = "weak_verify",
  [MUSTER_EXCEPTION_TWO_SOURCES] = "two_sources",
  [MUSTER_EXCEPTION_OFF_SHIFT] = "off_shift",
  [MUSTER_EXCEPTION_OVERTIME] = "overtime",
  [MUSTER_EXCEPTION_UNMAPPED] = "unmapped",
  [MUSTER_EXCEPTION_SILENT] = "silent",
  [MUSTER_EXCEPTION_DRIFT] = "drift",
};

static const MusterField fields[] = {
  { "late", N_ ("Late arrivals"), N_ ("Accepted up to so many minutes"),
    MUSTER_FIELD_MINUTES, .fallback = "0", .max = 1440 },
  { "early_leave", N_ ("Left early"), N_ ("Accepted up to so many minutes"),
    MUSTER_FIELD_MINUTES, .fallback = "0", .max = 1440 },
  { "off_shift", N_ ("Off-shift punches"), N_ ("Accepted"), MUSTER_FIELD_BOOLEAN },
  { "uncertain", N_ ("Uncertain places"), N_ ("Accepted"), MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterField *
muster_exception_get_fields (void)
{
  return fields;
}

const char *
muster_exception_kind_get_code (MusterExceptionKind kind)
{
  return codes[kind];
}

gboolean
muster_exception_kind_is_signal (MusterExceptionKind kind)
{
  return kind >= MUSTER_EXCEPTION_MOCK && kind <= MUSTER_EXCEPTION_TWO_SOURCES;
}

gboolean
muster_exception_kind_is_grave (MusterExceptionKind kind)
{
  return kind == MUSTER_EXCEPTION_ABSENT || kind == MUSTER_EXCEPTION_SEVERE ||
         kind == MUSTER_EXCEPTION_OUTSIDE || kind == MUSTER_EXCEPTION_MOCK ||
         kind == MUSTER_EXCEPTION_SPEED;
}

MusterExceptionKind
muster_exception_kind_find (const char *code)
{
  MusterExceptionKind kind = 0;

  while (kind < MUSTER_N_EXCEPTION_KINDS && !g_str_equal (codes[kind], code))
    kind++;

  return kind;
}

char *
muster_exception_get_key (const MusterException *exception)
{
  g_autofree char *date = exception->date != MUSTER_DATE_NONE
                            ? muster_date_format (exception->date)
                            : g_strdup ("-");

  return g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%s:%" G_GINT64_FORMAT,
                          codes[exception->kind], exception->person_id, date,
                          exception->subject);
}

static gboolean
error_no_key (GError **error)
{
  return muster_error_set_field (error, "exception", _ ("There is no such exception."));
}

gboolean
muster_exception_parse (const char *key, MusterException *exception, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (key, ":", KEY_PARTS + 1);
  MusterExceptionKind kind;
  gint64 numbers[2];

  *exception = (MusterException) { 0 };
  if (g_strv_length (parts) != KEY_PARTS)
    return error_no_key (error);

  kind = muster_exception_kind_find (parts[0]);
  if (kind == MUSTER_N_EXCEPTION_KINDS)
    return error_no_key (error);

  exception->date = MUSTER_DATE_NONE;
  if (!g_str_equal (parts[2], "-") &&
      !muster_date_parse (parts[2], &exception->date, NULL))
    return error_no_key (error);

  if (!g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, &numbers[0], NULL) ||
      !g_ascii_string_to_signed (parts[3], 10, 0, G_MAXINT64, &numbers[1], NULL))
    return error_no_key (error);

  exception->kind = (guint8) kind;
  exception->person_id = numbers[0];
  exception->subject = numbers[1];

  return TRUE;
}

void
muster_exception_add_day (const MusterDay *day, GArray *exceptions)
{
  const struct
  {
    MusterExceptionKind kind;
    gboolean is;
    gint64 amount;
  } all[] = {
    { MUSTER_EXCEPTION_ABSENT, day->status == MUSTER_STATUS_ABSENT, 0 },
    { MUSTER_EXCEPTION_MISSING,
      (day->flags & (MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT)) != 0, 0 },
    { MUSTER_EXCEPTION_SEVERE, (day->flags & MUSTER_FLAG_SEVERE_LATE) != 0,
      day->late_min },
    { MUSTER_EXCEPTION_LATE,
      (day->flags & MUSTER_FLAG_LATE) != 0 &&
        (day->flags & (MUSTER_FLAG_SEVERE_LATE | MUSTER_FLAG_FORGIVEN)) == 0,
      day->late_min },
    { MUSTER_EXCEPTION_EARLY, (day->flags & MUSTER_FLAG_EARLY_LEAVE) != 0,
      day->early_min },
    { MUSTER_EXCEPTION_OUTSIDE, (day->flags & MUSTER_FLAG_OUTSIDE) != 0, 0 },
    { MUSTER_EXCEPTION_UNCERTAIN, (day->flags & MUSTER_FLAG_LOCATION_DOUBT) != 0, 0 },
    { MUSTER_EXCEPTION_OFF_SHIFT, (day->flags & MUSTER_FLAG_OFF_SHIFT) != 0, 0 },
    { MUSTER_EXCEPTION_OVERTIME, day->overtime_pending_min > 0,
      day->overtime_pending_min },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].is)
      {
        MusterException exception = {
          .kind = (guint8) all[i].kind,
          .person_id = day->person_id,
          .subject = day->nth,
          .date = day->date,
          .amount = all[i].amount,
        };

        g_array_append_val (exceptions, exception);
      }
}

gboolean
muster_exception_is_accepted (const MusterException *exception, MusterParams *params)
{
  if (params == NULL)
    return FALSE;

  switch (exception->kind)
    {
    case MUSTER_EXCEPTION_LATE:
    case MUSTER_EXCEPTION_EARLY:
      return exception->amount <=
             muster_params_get_int64 (params, codes[exception->kind]);
    case MUSTER_EXCEPTION_OFF_SHIFT:
    case MUSTER_EXCEPTION_UNCERTAIN:
      return muster_params_get_boolean (params, codes[exception->kind]);
    default:
      return FALSE;
    }
}
