/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day.h"

G_DEFINE_FINAL_TYPE (MusterDaySheet, muster_day_sheet, G_TYPE_OBJECT)

static const char *const status_codes[] = {
  [MUSTER_STATUS_NONE] = "none",         [MUSTER_STATUS_PENDING] = "pending",
  [MUSTER_STATUS_PRESENT] = "present",   [MUSTER_STATUS_ABSENT] = "absent",
  [MUSTER_STATUS_HALF_DAY] = "half_day", [MUSTER_STATUS_INCOMPLETE] = "incomplete",
  [MUSTER_STATUS_LEAVE] = "leave",       [MUSTER_STATUS_HOLIDAY] = "holiday",
  [MUSTER_STATUS_REST] = "rest",
};

static const char *const type_codes[] = {
  [MUSTER_DAY_NONE] = "none",           [MUSTER_DAY_WORK] = "work",
  [MUSTER_DAY_MAKEUP] = "makeup",       [MUSTER_DAY_REST] = "rest",
  [MUSTER_DAY_STATUTORY] = "statutory",
};

static const char *const verdict_codes[] = {
  [MUSTER_VERDICT_UNPLACED] = "unplaced",
  [MUSTER_VERDICT_IN] = "in",
  [MUSTER_VERDICT_OUT] = "out",
  [MUSTER_VERDICT_BETWEEN] = "between",
  [MUSTER_VERDICT_UNPAIRED] = "unpaired",
  [MUSTER_VERDICT_IGNORED] = "ignored",
  [MUSTER_VERDICT_DUPLICATE] = "duplicate",
  [MUSTER_VERDICT_OFF_SHIFT] = "off_shift",
  [MUSTER_VERDICT_VOID] = "void",
  [MUSTER_VERDICT_SUSPECT] = "suspect",
  [MUSTER_VERDICT_HOLIDAY] = "holiday",
  [MUSTER_VERDICT_REJECTED] = "rejected",
};

/* In the order of their bits. */
static const char *const flag_codes[] = {
  "late",      "severe_late", "early_leave",    "missing_in", "missing_out",
  "off_shift", "field",       "location_doubt", "overtime",   "corrected",
  "manual",    "outside",     "forgiven",
};

static void
muster_day_sheet_finalize (GObject *object)
{
  MusterDaySheet *self = MUSTER_DAY_SHEET (object);

  g_array_unref (self->placed);
  g_array_unref (self->stretches);
  g_array_unref (self->claims);
  g_clear_pointer (&self->notes, g_array_unref);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_clear_object (&self->rules);
  g_free (self->holiday);
  g_free (self->waits);

  G_OBJECT_CLASS (muster_day_sheet_parent_class)->finalize (object);
}

static void
muster_day_sheet_class_init (MusterDaySheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_day_sheet_finalize;
}

static void
muster_day_sheet_init (MusterDaySheet *self)
{
  self->placed = g_array_new (FALSE, FALSE, sizeof (MusterPlaced));
  self->stretches = g_array_new (FALSE, FALSE, sizeof (MusterStretch));
  self->claims = g_array_new (FALSE, FALSE, sizeof (MusterClaim));
}

MusterDaySheet *
muster_day_sheet_new (const MusterDay *day, MusterZone *zone, GObject *rules)
{
  MusterDaySheet *self = g_object_new (MUSTER_TYPE_DAY_SHEET, NULL);

  self->day = *day;
  self->zone = muster_zone_ref (zone);
  g_set_object (&self->rules, rules);

  return self;
}

const char *
muster_status_get_code (MusterStatus status)
{
  return (guint) status < G_N_ELEMENTS (status_codes) ? status_codes[status] : "none";
}

const char *
muster_day_flag_get_code (MusterDayFlags flag)
{
  int bit = g_bit_nth_lsf ((gulong) flag, -1);

  return bit >= 0 && (guint) bit < G_N_ELEMENTS (flag_codes) ? flag_codes[bit] : "";
}

const char *
muster_day_type_get_code (MusterDayType type)
{
  return (guint) type < G_N_ELEMENTS (type_codes) ? type_codes[type] : "none";
}

const char *
muster_verdict_get_code (MusterVerdict verdict)
{
  return (guint) verdict < G_N_ELEMENTS (verdict_codes) ? verdict_codes[verdict]
                                                        : "unplaced";
}

static guint
code_find (const char *const *codes, guint n, const char *code)
{
  guint i = 0;

  while (i < n && g_strcmp0 (codes[i], code) != 0)
    i++;

  return i;
}

MusterStatus
muster_status_from_code (const char *code)
{
  guint i = code_find (status_codes, G_N_ELEMENTS (status_codes), code);

  return i < G_N_ELEMENTS (status_codes) ? (MusterStatus) i : MUSTER_STATUS_NONE;
}

MusterDayFlags
muster_day_flag_from_code (const char *code)
{
  guint i = code_find (flag_codes, G_N_ELEMENTS (flag_codes), code);

  return i < G_N_ELEMENTS (flag_codes) ? (MusterDayFlags) (1u << i) : (MusterDayFlags) 0;
}

MusterDayType
muster_day_type_from_code (const char *code)
{
  guint i = code_find (type_codes, G_N_ELEMENTS (type_codes), code);

  return i < G_N_ELEMENTS (type_codes) ? (MusterDayType) i : MUSTER_DAY_NONE;
}
