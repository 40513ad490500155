/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-draft-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-reading.h"
#include "muster-rule-drafts.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterRuleDraftRow, muster_rule_draft_row, G_TYPE_OBJECT)

static void
muster_rule_draft_row_finalize (GObject *object)
{
  MusterRuleDraftRow *self = MUSTER_RULE_DRAFT_ROW (object);

  g_free (self->user);
  g_free (self->document);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_rule_draft_row_parent_class)->finalize (object);
}

static void
muster_rule_draft_row_class_init (MusterRuleDraftRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_rule_draft_row_finalize;
}

static void
muster_rule_draft_row_init (MusterRuleDraftRow *self)
{
}

static GPtrArray *
drafts_read (MusterReading *reading, GError **error)
{
  g_autoptr (GArray) records = muster_rule_drafts_list (reading->db, error);
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterRuleDraftRecord *record =
        &g_array_index (records, MusterRuleDraftRecord, i);
      MusterRuleDraftRow *row = g_object_new (MUSTER_TYPE_RULE_DRAFT_ROW, NULL);

      row->id = record->id;
      row->user = g_strdup (record->user);
      row->base = record->base;
      row->document = g_strdup (record->document);
      row->changed_at = record->changed_at;
      row->zone = muster_zone_ref (reading->zone);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
drafts_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  return muster_finding_number_rows (finding, drafts_read (reading, error));
}

static GPtrArray *
drafts_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  return muster_finding_pick_rows (drafts_read (reading, error), keys, n_keys);
}

MUSTER_CELL_TEXT (draft_get_user, MusterRuleDraftRow, user)
MUSTER_CELL_INTEGER (draft_get_base, MusterRuleDraftRow, base)
MUSTER_CELL_INSTANT (draft_get_changed, MusterRuleDraftRow, changed_at, zone)
MUSTER_CELL_TEXT (draft_get_document, MusterRuleDraftRow, document)

static const MusterColumn drafts_columns[] = {
  { "user", N_ ("User"), MUSTER_COLUMN_TEXT, draft_get_user },
  { "base", N_ ("Begun from"), MUSTER_COLUMN_INTEGER, draft_get_base },
  { "changed", N_ ("Changed"), MUSTER_COLUMN_INSTANT, draft_get_changed },
  { "document", N_ ("Document"), MUSTER_COLUMN_TEXT, draft_get_document,
    .optional = TRUE },
  { NULL },
};

const MusterListing muster_rule_drafts_listing = {
  .name = "rule-drafts",
  .title = N_ ("Drafts of rules"),
  .permission = MUSTER_MAY_EDIT_RULES,
  .row_type = muster_rule_draft_row_get_type,
  .columns = drafts_columns,
  .topics = MUSTER_TOPIC_SETTINGS,
  .find = drafts_find,
  .load = drafts_load,
};
