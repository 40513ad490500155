/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-pull.h"

#include "muster-badges.h"
#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-contacts.h"
#include "muster-error.h"
#include "muster-ingest.h"
#include "muster-outbox.h"
#include "muster-reading.h"
#include "muster-sources.h"
#include "muster-hold.h"

#include <glib/gi18n-lib.h>

/* A sign of life is stored this often. */
#define HEARD_EVERY MUSTER_MINUTE

/* A source that calls in all day has an entry in the log for each of these. */
#define STRETCH (60 * MUSTER_MINUTE)

struct _MusterPull
{
  MusterOffice *office;
  MusterActor *actor;
  gint64 source_id;
  char *user;
  MusterProgress progress;
  gpointer progress_data;

  MusterHold *hold;
  const MusterConnector *connector;
  MusterSource *source;
  MusterZone *zone;
  MusterParams *settings;
  MusterSyncPlan *plan;
  GVariant *secrets;
  GVariant *cursor;
  GVariant *facts;
  GArray *badges;
  MusterContact contact;
  MusterImportRecord record;
  MusterIngest *ingest;
  gint64 heard_stored_at;
};

/* ---- What it needs ---- */

static gboolean
read_run (MusterReading *reading, gpointer data, GError **error)
{
  MusterPull *self = data;

  return (self->source = muster_sources_get (reading->db, self->source_id, error)) !=
           NULL &&
         muster_sources_get_secrets (reading->db, self->source_id, &self->secrets,
                                     error) &&
         muster_sources_get_cursor (reading->db, self->source_id, &self->cursor, error) &&
         muster_contacts_get (reading->db, self->source_id, &self->contact, error) &&
         (self->facts =
            muster_contacts_get_facts (reading->db, self->source_id, error)) != NULL &&
         (self->badges =
            muster_badges_list_about (reading->db, self->source_id, error)) != NULL;
}

MusterParams *
muster_pull_params (const MusterConnector *connector,
                    GVariant *settings,
                    GVariant *secrets,
                    GError **error)
{
  g_auto (GVariantDict) merged = G_VARIANT_DICT_INIT (settings);
  g_autoptr (GVariant) values = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (secrets != NULL)
    {
      g_variant_iter_init (&iter, secrets);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        g_variant_dict_insert_value (&merged, name, value);
    }
  values = g_variant_ref_sink (g_variant_dict_end (&merged));

  return muster_params_new (connector->fields, values, error);
}

static gboolean
pull_prepare (MusterPull *self, GError **error)
{
  if (self->source->state != MUSTER_SOURCE_ACTIVE)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             self->source->state == MUSTER_SOURCE_PAUSED
                               ? _ ("“%s” is paused.")
                               : _ ("“%s” is retired."),
                             self->source->name);

  self->connector = muster_connector_find_in (
    muster_office_get_connectors (self->office)->connectors, self->source->kind);
  if (self->connector == NULL ||
      (!self->connector->unattended && !self->connector->listens))
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("“%s” is not read by itself: import its files."),
                             self->source->name);

  return (self->zone = muster_zone_new (self->source->zone, error)) != NULL &&
         (self->plan = muster_sync_plan_new (self->source->plan, error)) != NULL;
}

static void
record_clear (MusterImportRecord *record)
{
  g_free (record->source_name);
  g_free (record->zone);
  g_free (record->file);
  g_free (record->kind);
  g_free (record->state);
  g_free (record->code);
  g_free (record->user);
  g_free (record->message);
  *record = (MusterImportRecord) { 0 };
}

/* A new entry in the log; the sink stays what it is. */
static void
pull_begin_record (MusterPull *self)
{
  gint64 now = muster_office_get_now (self->office);

  record_clear (&self->record);
  self->record.source_id = self->source_id;
  self->record.source_name = g_strdup (self->source->name);
  self->record.file = g_strdup ("");
  self->record.kind = g_strdup (self->source->kind);
  self->record.way = "sync";
  self->record.state = g_strdup ("running");
  self->record.user = g_strdup (self->user);
  self->record.started_at = now;
  self->contact.attempted_at = now;
}

static gboolean
pull_begin (MusterPull *self, GError **error)
{
  pull_begin_record (self);
  self->ingest = muster_ingest_new (self->office, self->actor, self->source,
                                    &self->record, self->progress, self->progress_data,
                                    error);
  if (self->ingest == NULL)
    return FALSE;

  muster_ingest_attend (self->ingest, self->plan, &self->contact, self->facts,
                        self->badges);

  return TRUE;
}

MusterPull *
muster_pull_open (MusterOffice *office,
                  MusterActor *actor,
                  gint64 source_id,
                  const char *user,
                  MusterProgress progress,
                  gpointer progress_data,
                  GError **error)
{
  g_autoptr (MusterPull) self = g_new0 (MusterPull, 1);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->source_id = source_id;
  self->user = g_strdup (user);
  self->progress = progress;
  self->progress_data = progress_data;
  if (!(self->hold = muster_hold_new (muster_office_get_folder (office),
                                      MUSTER_HOLD_SOURCE, source_id, error)) ||
      !muster_office_read (office, actor, MUSTER_MAY_INGEST, read_run, self, NULL,
                           error) ||
      !pull_prepare (self, error) || !pull_begin (self, error))
    return NULL;

  if (self->connector->listens &&
      !(self->settings = muster_pull_params (self->connector, self->source->settings,
                                             self->secrets, error)))
    return NULL;

  return g_steal_pointer (&self);
}

void
muster_pull_free (MusterPull *pull)
{
  g_clear_pointer (&pull->ingest, muster_ingest_free);
  g_clear_pointer (&pull->hold, muster_hold_free);
  g_clear_object (&pull->office);
  g_clear_object (&pull->actor);
  g_clear_object (&pull->source);
  g_clear_object (&pull->settings);
  g_clear_pointer (&pull->zone, muster_zone_unref);
  g_clear_pointer (&pull->plan, muster_sync_plan_free);
  g_clear_pointer (&pull->secrets, g_variant_unref);
  g_clear_pointer (&pull->cursor, g_variant_unref);
  g_clear_pointer (&pull->facts, g_variant_unref);
  g_clear_pointer (&pull->badges, g_array_unref);
  muster_contact_clear (&pull->contact);
  record_clear (&pull->record);
  g_free (pull->user);
  g_free (pull);
}

const MusterConnector *
muster_pull_get_connector (MusterPull *pull)
{
  return pull->connector;
}

MusterSource *
muster_pull_get_source (MusterPull *pull)
{
  return pull->source;
}

MusterParams *
muster_pull_get_settings (MusterPull *pull)
{
  return pull->settings;
}

MusterSink *
muster_pull_get_sink (MusterPull *pull)
{
  return muster_ingest_get_sink (pull->ingest);
}

/* ---- How it went ---- */

typedef struct
{
  const char *outcome;
  const char *code;
} Fault;

static gboolean
field_is_secret (const MusterConnector *connector, const char *name)
{
  for (const MusterField *field = connector->fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field->kind == MUSTER_FIELD_SECRET;

  return FALSE;
}

static Fault
fault_of_invalid (const MusterConnector *connector, const GError *why)
{
  const char *field = muster_error_get_field (why);

  if (g_strcmp0 (field, "certificate") == 0)
    return (Fault) { "refused", "certificate" };
  if (g_strcmp0 (field, "device") == 0)
    return (Fault) { "refused", "other-device" };
  if (field != NULL && field_is_secret (connector, field))
    return (Fault) { "refused", "secret" };

  return (Fault) { "refused", "setting" };
}

static Fault
fault_of_muster (const MusterConnector *connector, const GError *why)
{
  switch (why->code)
    {
    case MUSTER_ERROR_INVALID:
      return fault_of_invalid (connector, why);
    case MUSTER_ERROR_DENIED:
      return (Fault) { "refused", "denied" };
    case MUSTER_ERROR_CONFLICT:
      return (Fault) { "refused", "other-device" };
    case MUSTER_ERROR_MISSING:
      return (Fault) { "refused", "missing" };
    case MUSTER_ERROR_PROTOCOL:
      return (Fault) { "failed", "protocol" };
    default:
      return (Fault) { "failed", "storage" };
    }
}

/* Without a network at all nothing is wrong with the source. */
static Fault
fault_of (const MusterConnector *connector, const GError *why)
{
  if (why->domain == MUSTER_ERROR)
    return fault_of_muster (connector, why);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (why, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    return (Fault) { "offline", "offline" };
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return (Fault) { "failed", "timeout" };

  return (Fault) { "failed", "unreachable" };
}

static void
contact_be_good (MusterPull *self, gint64 now)
{
  MusterContact *contact = &self->contact;

  contact->outcome = "done";
  contact->good_at = now;
  contact->failures = 0;
  contact->failing_since = 0;
  g_clear_pointer (&contact->code, g_free);
  g_clear_pointer (&contact->field, g_free);
  g_clear_pointer (&contact->value, g_free);
  g_clear_pointer (&contact->message, g_free);
  contact->next_at =
    muster_sync_plan_get_next (self->plan, self->zone, contact->attempted_at, now);
}

static void
contact_be_faulty (MusterPull *self, const GError *why, double dice, gint64 now)
{
  MusterContact *contact = &self->contact;
  Fault fault = fault_of (self->connector, why);
  gboolean offline = g_str_equal (fault.outcome, "offline");

  contact->outcome = fault.outcome;
  g_set_str (&contact->code, fault.code);
  g_set_str (&contact->field, muster_error_get_field (why));
  g_set_str (&contact->value, muster_error_get_value (why));
  g_set_str (&contact->message, why->message);
  if (contact->failing_since == 0)
    contact->failing_since = contact->attempted_at;
  if (!offline)
    contact->failures++;
  contact->next_at =
    muster_sync_plan_get_retry (self->plan, self->zone, MAX (contact->failures, 1),
                                g_str_equal (fault.outcome, "refused"), dice, now);
}

static void
contact_settle (MusterPull *self, const GError *why, double dice)
{
  gint64 now = muster_office_get_now (self->office);

  if (why == NULL)
    contact_be_good (self, now);
  else if (!g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    contact_be_faulty (self, why, dice, now);
  else
    self->contact.next_at =
      muster_sync_plan_get_next (self->plan, self->zone, self->contact.attempted_at, now);

  if (self->contact.next_at == G_MAXINT64 || self->connector->listens)
    self->contact.next_at = 0;
}

MusterImportRow *
muster_pull_close (MusterPull *pull, const GError *why, double dice, GError **error)
{
  gboolean cancelled = g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  contact_settle (pull, why, dice);
  g_set_str (&pull->record.code, why != NULL && !cancelled ? pull->contact.code : NULL);
  if (!muster_ingest_finish (pull->ingest,
                             why == NULL ? "done"
                             : cancelled ? "cancelled"
                                         : "failed",
                             why != NULL && !cancelled ? why->message : NULL, error))
    return NULL;

  g_clear_pointer (&pull->hold, muster_hold_free);

  return muster_import_row_new (&pull->record, pull->zone);
}

/* ---- Sources that call in ---- */

static gboolean
pull_turn_over (MusterPull *self, GError **error)
{
  if (!muster_ingest_finish (self->ingest, "done", NULL, error))
    return FALSE;

  pull_begin_record (self);

  return TRUE;
}

gboolean
muster_pull_hear (MusterPull *pull, GError **error)
{
  gint64 now = muster_office_get_now (pull->office);

  pull->contact.heard_at = now;
  pull->contact.attempted_at = now;
  contact_settle (pull, NULL, 0);
  if (now - pull->heard_stored_at < HEARD_EVERY)
    return TRUE;

  pull->heard_stored_at = now;

  return now - pull->record.started_at < STRETCH
           ? muster_ingest_store (pull->ingest, error)
           : pull_turn_over (pull, error);
}

/* ---- A whole run ---- */

MusterImportRow *
muster_pull_run (MusterOffice *office,
                 MusterActor *actor,
                 gint64 source_id,
                 const char *user,
                 double dice,
                 MusterProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (MusterPull) pull =
    muster_pull_open (office, actor, source_id, user, progress, progress_data, error);
  g_autoptr (MusterImportRow) row = NULL;
  g_autoptr (GError) why = NULL;

  if (pull == NULL)
    return NULL;

  pull->settings =
    muster_pull_params (pull->connector, pull->source->settings, pull->secrets, &why);
  if (pull->settings != NULL &&
      pull->connector->pull (pull->source, pull->settings, pull->cursor,
                             muster_pull_get_sink (pull), cancellable, &why) &&
      muster_ingest_check (pull->ingest, &why) &&
      muster_sink_flush (muster_pull_get_sink (pull), &why))
    muster_outbox_empty (office, actor, pull->connector, pull->source, pull->settings,
                         cancellable, &why);

  row = muster_pull_close (pull, why, dice, error);
  if (row == NULL)
    return NULL;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }

  return g_steal_pointer (&row);
}

/* A hint beside the pulls: it leaves something in the log only when it brought something or was cut
 * off. */
gboolean
muster_pull_follow (MusterOffice *office,
                    MusterActor *actor,
                    gint64 source_id,
                    const char *user,
                    double dice,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (MusterPull)
    pull = muster_pull_open (office, actor, source_id, user, NULL, NULL, error);
  g_autoptr (MusterImportRow) row = NULL;
  g_autoptr (GError) why = NULL;
  gboolean idle;

  if (pull == NULL || !(pull->settings = muster_pull_params (
                          pull->connector, pull->source->settings, pull->secrets, error)))
    return FALSE;

  if (pull->connector->follow (pull->source, pull->settings, muster_pull_get_sink (pull),
                               cancellable, &why))
    g_set_error_literal (&why, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                         _ ("The source closed the connection."));

  idle = g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         pull->record.id == 0 && !muster_ingest_get_pending (pull->ingest);
  if (!idle && !(row = muster_pull_close (pull, why, dice, error)))
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&why));

  return FALSE;
}
