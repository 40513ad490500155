/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-errand.h"

#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-error.h"
#include "muster-pull.h"
#include "muster-reading.h"
#include "muster-sources.h"
#include "muster-transaction.h"
#include "muster-hold.h"

#include <glib/gi18n-lib.h>

static const MusterConnector *
connector_of (MusterOffice *office, const char *kind, GError **error)
{
  const MusterConnector *connector =
    muster_connector_find_in (muster_office_get_connectors (office)->connectors, kind);

  if (connector == NULL)
    muster_error_set_field (error, "kind", _ ("There is no kind of source called “%s”."),
                            kind);

  return connector;
}

/* What is asked is asked by name, not by what it costs to find out. */
static gboolean
allows (MusterActor *actor, GError **error)
{
  if (muster_actor_may (actor, MUSTER_MAY_EDIT_SOURCES) && actor->scope.all)
    return TRUE;

  return muster_error_set (error, MUSTER_ERROR_DENIED,
                           _ ("%s may not look after sources. Ask an administrator."),
                           actor->name);
}

GVariant *
muster_errand_probe (MusterOffice *office,
                     MusterActor *actor,
                     const char *kind,
                     const char *device,
                     GVariant *settings,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (settings);
  g_autoptr (MusterSource) source = muster_source_new ();
  g_autoptr (MusterParams) params = NULL;
  const MusterConnector *connector;

  if (!allows (actor, error) || !(connector = connector_of (office, kind, error)) ||
      !(params = muster_params_new (connector->fields, held, error)))
    return NULL;

  g_set_str (&source->kind, kind);
  g_set_str (&source->zone, muster_zone_get_name (muster_office_get_zone (office)));
  g_set_str (&source->device, device != NULL && *device != '\0' ? device : NULL);

  return connector->probe (source, params, cancellable, error);
}

typedef struct
{
  gint64 id;
  MusterSource *source;
  GVariant *secrets;
} Look;

static gboolean
look_run (MusterReading *reading, gpointer data, GError **error)
{
  Look *look = data;

  return (look->source = muster_sources_get (reading->db, look->id, error)) != NULL &&
         muster_sources_get_secrets (reading->db, look->id, &look->secrets, error);
}

static gboolean
look_at (MusterOffice *office,
         MusterActor *actor,
         gint64 source_id,
         MusterSource **source,
         MusterParams **params,
         const MusterConnector **connector,
         GError **error)
{
  Look look = { .id = source_id };
  g_autoptr (GVariant) secrets = NULL;
  gboolean read = allows (actor, error) &&
                  muster_office_read (office, actor, MUSTER_MAY_EDIT_SOURCES, look_run,
                                      &look, NULL, error);

  *source = look.source;
  secrets = look.secrets;

  return read && (*connector = connector_of (office, look.source->kind, error)) != NULL &&
         (*params = muster_pull_params (*connector, look.source->settings, secrets,
                                        error)) != NULL;
}

GVariant *
muster_errand_probe_source (MusterOffice *office,
                            MusterActor *actor,
                            gint64 source_id,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (MusterHold) hold = NULL;
  const MusterConnector *connector;

  if (!look_at (office, actor, source_id, &source, &params, &connector, error))
    return NULL;

  /* A device talks to one at a time; one that calls in is only asked what it said. */
  if (!connector->listens &&
      !(hold = muster_hold_new (muster_office_get_folder (office), MUSTER_HOLD_SOURCE,
                                source_id, error)))
    return NULL;

  return connector->probe (source, params, cancellable, error);
}

static gboolean
nothing_run (MusterTransaction *txn, gpointer data, GError **error)
{
  const GError *why = data;

  if (why != NULL)
    {
      g_propagate_error (error, g_error_copy (why));
      return FALSE;
    }

  return TRUE;
}

static gboolean
set_clock (MusterOffice *office,
           MusterActor *actor,
           gint64 source_id,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (MusterHold) hold = NULL;
  const MusterConnector *connector;

  if (!look_at (office, actor, source_id, &source, &params, &connector, error))
    return FALSE;

  if (connector->set_clock == NULL)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("The clock of “%s” cannot be set from here."),
                             source->name);

  return (hold = muster_hold_new (muster_office_get_folder (office), MUSTER_HOLD_SOURCE,
                                  source_id, error)) != NULL &&
         connector->set_clock (source, params, cancellable, error);
}

gboolean
muster_errand_set_clock (MusterOffice *office,
                         MusterActor *actor,
                         gint64 source_id,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (GVariantDict) args = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GError) why = NULL;

  set_clock (office, actor, source_id, cancellable, &why);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }

  g_variant_dict_insert (&args, "source", "x", source_id);

  return muster_office_write (office, actor, MUSTER_MAY_EDIT_SOURCES, "source.set_clock",
                              g_variant_dict_end (&args), nothing_run, why, NULL, error);
}
