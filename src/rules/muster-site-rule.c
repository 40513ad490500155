/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Where punches were made (semantics §10). Whether a punch counts was found while it was placed;
 * this says what it makes of the day, and why. */

static const MusterChoice uncertain_choices[] = {
  { "accept", N_ ("It counts") },
  { "flag", N_ ("It counts and is flagged") },
  { "field", N_ ("It counts as field work") },
  { "reject", N_ ("It does not count until accepted") },
  { NULL, NULL },
};

static const MusterChoice outside_choices[] = {
  { "flag", N_ ("It counts and is flagged") },
  { "field", N_ ("It counts as field work") },
  { "field_needs_approval", N_ ("Field work once approved") },
  { "reject", N_ ("It does not count until accepted") },
  { NULL, NULL },
};

static const MusterField site_fields[] = {
  { "buffer", N_ ("Buffer"), N_ ("Metres by which every fence is taken larger"),
    MUSTER_FIELD_REAL, MUSTER_FIELD_OPTIONAL, "0", 0, 100000 },
  { "max_accuracy", N_ ("Accuracy at worst"),
    N_ ("A position with more metres of doubt than this is always uncertain"),
    MUSTER_FIELD_REAL, MUSTER_FIELD_OPTIONAL, "1000", 0, 1000000 },
  { "uncertain_as", N_ ("An uncertain place"),
    N_ ("What a punch is when its accuracy leaves open whether it was inside"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "accept", 0, 0, uncertain_choices },
  { "outside_as", N_ ("Outside of every fence"),
    N_ ("What a punch is that was made outside"), MUSTER_FIELD_CHOICE,
    MUSTER_FIELD_OPTIONAL, "flag", 0, 0, outside_choices },
  { "accept_wifi", N_ ("Wi-Fi counts"),
    N_ ("A Wi-Fi of the place is as good as being inside"), MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_OPTIONAL, "true" },
  { "accept_ip", N_ ("IP addresses count"),
    N_ ("An address of the place is as good as being inside"), MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_OPTIONAL, "true" },
  { "remote_factors", N_ ("Kinds of verification away from a time clock"),
    N_ ("A punch from a phone with fewer is a signal; 0 asks for none"),
    MUSTER_FIELD_INTEGER, MUSTER_FIELD_OPTIONAL, "0", 0, 2 },
  { NULL },
};

static MusterSiteAs
as_from_code (const char *code)
{
  static const char *const codes[] = {
    [MUSTER_SITE_AS_ACCEPT] = "accept",
    [MUSTER_SITE_AS_FLAG] = "flag",
    [MUSTER_SITE_AS_FIELD] = "field",
    [MUSTER_SITE_AS_FIELD_NEEDS_APPROVAL] = "field_needs_approval",
    [MUSTER_SITE_AS_REJECT] = "reject",
  };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (codes) && !g_str_equal (codes[i], code))
    i++;

  return (MusterSiteAs) i;
}

static gboolean
site_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  policy->buffer = muster_params_get_double (params, "buffer");
  policy->max_accuracy = muster_params_get_double (params, "max_accuracy");
  policy->uncertain_as = as_from_code (muster_params_get_string (params, "uncertain_as"));
  policy->outside_as = as_from_code (muster_params_get_string (params, "outside_as"));
  policy->accept_wifi = muster_params_get_boolean (params, "accept_wifi");
  policy->accept_ip = muster_params_get_boolean (params, "accept_ip");
  policy->remote_factors = (int) muster_params_get_int64 (params, "remote_factors");

  return TRUE;
}

static gint64
millimetres (double metres)
{
  return isfinite (metres) ? (gint64) llround (metres * 1000.0) : 0;
}

static void
note_verdict (MusterSheet *sheet, guint line, guint index)
{
  const MusterSheetPunch *it = muster_sheet_punch (sheet, index);
  const MusterPunch *punch = &sheet->facts->punches[index];
  const MusterPolicy *policy = muster_sheet_line (sheet, line)->policy;
  gboolean accurate = (punch->marks & MUSTER_PUNCH_ACCURATE) != 0;
  gint64 accuracy = accurate ? millimetres ((double) punch->accuracy) : -1;
  MusterNote note = { .rule = "site",
                      .label = it->place->name,
                      .punches = { punch->id },
                      .args = { punch->at, millimetres ((double) it->distance),
                                accuracy } };

  if (it->evidence == MUSTER_EVIDENCE_WIFI)
    note.reason = MUSTER_REASON_SITE_WIFI;
  else if (it->evidence == MUSTER_EVIDENCE_ADDRESS)
    note.reason = MUSTER_REASON_SITE_NETWORK;
  else if (it->site == MUSTER_SITE_INSIDE)
    note.reason = MUSTER_REASON_SITE_INSIDE;
  else if (it->site == MUSTER_SITE_OUTSIDE)
    note.reason = MUSTER_REASON_SITE_OUTSIDE;
  else
    note.reason = MUSTER_REASON_SITE_UNCERTAIN;

  if (note.reason == MUSTER_REASON_SITE_WIFI)
    note.setting = "accept_wifi";
  else if (note.reason == MUSTER_REASON_SITE_NETWORK)
    note.setting = "accept_ip";
  else if (note.reason == MUSTER_REASON_SITE_UNCERTAIN && accurate &&
           (double) punch->accuracy > policy->max_accuracy)
    {
      note.reason = MUSTER_REASON_SITE_INACCURATE;
      note.setting = "max_accuracy";
      note.args[1] = accuracy;
      note.args[2] = millimetres (policy->max_accuracy);
    }

  muster_sheet_note (sheet, line, &note);
}

static void
note_outcome (MusterSheet *sheet, guint line, guint index)
{
  static const guint8 reasons[] = {
    [MUSTER_SITE_AS_FLAG] = MUSTER_REASON_SITE_FLAGGED,
    [MUSTER_SITE_AS_FIELD] = MUSTER_REASON_SITE_FIELD,
    [MUSTER_SITE_AS_FIELD_NEEDS_APPROVAL] = MUSTER_REASON_SITE_WAITS,
    [MUSTER_SITE_AS_REJECT] = MUSTER_REASON_SITE_REJECTED,
  };
  const MusterSheetPunch *it = muster_sheet_punch (sheet, index);
  const MusterPunch *punch = &sheet->facts->punches[index];
  MusterNote note = { .rule = "site",
                      .setting = it->site == MUSTER_SITE_OUTSIDE ? "outside_as"
                                                                 : "uncertain_as",
                      .punches = { punch->id },
                      .args = { punch->at } };

  if (it->site_as == MUSTER_SITE_AS_ACCEPT)
    return;

  note.reason = punch->marks & MUSTER_PUNCH_ACCEPTED ? MUSTER_REASON_SITE_ACCEPTED
                                                     : reasons[it->site_as];
  muster_sheet_note (sheet, line, &note);
}

/* What is accepted by a user says nothing against the day any more. */
static guint
flags_of (const MusterSheetPunch *it, const MusterPunch *punch)
{
  guint outside = it->site == MUSTER_SITE_OUTSIDE ? MUSTER_FLAG_OUTSIDE : 0;

  if (punch->marks & MUSTER_PUNCH_ACCEPTED)
    return it->site_as == MUSTER_SITE_AS_FIELD ||
               it->site_as == MUSTER_SITE_AS_FIELD_NEEDS_APPROVAL
             ? MUSTER_FLAG_FIELD
             : 0;

  switch ((MusterSiteAs) it->site_as)
    {
    case MUSTER_SITE_AS_FIELD:
      return MUSTER_FLAG_FIELD;

    case MUSTER_SITE_AS_FLAG:
    case MUSTER_SITE_AS_FIELD_NEEDS_APPROVAL:
    case MUSTER_SITE_AS_REJECT:
      return MUSTER_FLAG_LOCATION_DOUBT | outside;

    case MUSTER_SITE_AS_ACCEPT:
    default:
      return 0;
    }
}

static void
site_apply (MusterSheet *sheet)
{
  if (sheet->facts->n_places == 0)
    return;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);

      for (guint k = 0; k < line->placed.n; k++)
        {
          guint index = g_array_index (sheet->order, guint, line->placed.first + k);
          const MusterSheetPunch *it = muster_sheet_punch (sheet, index);

          if (it->site == MUSTER_SITE_UNJUDGED)
            continue;

          line->day.flags |= flags_of (it, &sheet->facts->punches[index]);
          if (sheet->why)
            {
              note_verdict (sheet, i, index);
              note_outcome (sheet, i, index);
            }
        }
    }
}

const MusterRule muster_site_rule = {
  .name = "site",
  .title = N_ ("Where punches were made"),
  .fields = site_fields,
  .compile = site_compile,
  .apply = site_apply,
};
