/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-record.h"

#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-contacts.h"
#include "muster-error.h"
#include "muster-pull.h"
#include "muster-sync-plan.h"

#include <glib/gi18n-lib.h>

static GVariant *
unbox (GVariant *boxed)
{
  g_autoptr (GVariant) bag = boxed != NULL ? g_variant_get_variant (boxed) : NULL;

  return bag != NULL && g_variant_is_of_type (bag, G_VARIANT_TYPE_VARDICT)
           ? g_steal_pointer (&bag)
           : NULL;
}

void
muster_source_record_set (GVariant **bag, GVariant *boxed)
{
  g_autoptr (GVariant) given = unbox (boxed);

  g_clear_pointer (bag, g_variant_unref);
  if (given != NULL && g_variant_n_children (given) > 0)
    *bag = g_steal_pointer (&given);
}

void
muster_source_record_merge (GVariant **bag, GVariant *boxed)
{
  g_autoptr (GVariant) given = unbox (boxed);
  g_auto (GVariantDict) merged = G_VARIANT_DICT_INIT (*bag);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (given == NULL || g_variant_n_children (given) == 0)
    return;

  g_variant_iter_init (&iter, given);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (&merged, name, value);

  g_clear_pointer (bag, g_variant_unref);
  *bag = g_variant_ref_sink (g_variant_dict_end (&merged));
}

/* A file's settings are those of one of its files: how it is read is settled when it comes. */
static gboolean
settings_check (const MusterConnector *connector,
                MusterSource *source,
                GVariant *secrets,
                GError **error)
{
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (MusterSyncPlan) plan = NULL;

  if (!connector->unattended && !connector->listens)
    return TRUE;

  return (params = muster_pull_params (connector, source->settings, secrets, error)) !=
           NULL &&
         (plan = muster_sync_plan_new (source->plan, error)) != NULL;
}

gboolean
muster_source_record_check (MusterTransaction *txn,
                            MusterSource *source,
                            GVariant *secrets,
                            GError **error)
{
  const MusterConnector *connector =
    muster_connector_find_in (txn->connectors->connectors, source->kind);
  g_autoptr (MusterZone) zone = NULL;

  if (source->name == NULL || *source->name == '\0')
    return muster_error_set_field (error, "name", _ ("Give the source a name."));

  if (connector == NULL)
    return muster_error_set_field (
      error, "kind", _ ("There is no kind of source called “%s”."), source->kind);

  return (zone = muster_zone_new (source->zone, error)) != NULL &&
         settings_check (connector, source, secrets, error);
}

gboolean
muster_source_record_renew (MusterTransaction *txn, gint64 source_id, GError **error)
{
  g_auto (MusterContact) contact = { 0 };

  if (!muster_contacts_get (txn->db, source_id, &contact, error))
    return FALSE;

  contact.failures = 0;
  contact.next_at = txn->now;

  return muster_contacts_set (txn->db, source_id, &contact, error);
}
