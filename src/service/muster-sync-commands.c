/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync-commands.h"

#include "muster-badges.h"
#include "muster-connector-table.h"
#include "muster-error.h"
#include "muster-listening.h"
#include "muster-source-record.h"
#include "muster-sources.h"
#include "muster-strangers.h"

#include <glib/gi18n-lib.h>

/* ---- Devices that called in ---- */

static const MusterConnector *
listening_connector (MusterTransaction *txn)
{
  const MusterConnector *const *connector = txn->connectors->connectors;

  for (; *connector != NULL; connector++)
    if ((*connector)->listens)
      return *connector;

  return NULL;
}

static gboolean
admit_as_new (MusterTransaction *txn,
              const char *serial,
              const char *name,
              gint64 *id,
              GError **error)
{
  const MusterConnector *connector = listening_connector (txn);
  g_autoptr (MusterSource) source = muster_source_new ();

  if (connector == NULL)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("There is no kind of source that calls in."));

  g_set_str (&source->name, *name != '\0' ? name : serial);
  g_set_str (&source->kind, connector->kind);
  g_set_str (&source->zone, muster_zone_get_name (txn->zone));
  g_set_str (&source->device, serial);
  source->waited_for = TRUE;

  return muster_source_record_check (txn, source, NULL, error) &&
         (*id = muster_sources_add (txn->db, source, txn->now, error)) != 0;
}

static gboolean
admit_as_known (MusterTransaction *txn, const char *serial, gint64 id, GError **error)
{
  g_autoptr (MusterSource) old = muster_sources_get (txn->db, id, error);
  g_autoptr (MusterSource) source = NULL;

  if (old == NULL)
    return FALSE;

  source = muster_source_copy (old);
  g_set_str (&source->device, serial);

  return muster_sources_change (txn->db, source, error) &&
         muster_source_record_renew (txn, id, error);
}

/* Two sources of one device would take its punches by turns. */
static gboolean
serial_is_free (MusterTransaction *txn, const char *serial, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) sources = muster_sources_list (txn->db, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (sources, i);

      if (source->id != id && source->state != MUSTER_SOURCE_RETIRED &&
          g_strcmp0 (source->device, serial) == 0)
        return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                                 _ ("The device %1$s is the source “%2$s” already."),
                                 serial, source->name);
    }

  return sources != NULL;
}

static gboolean
admit_source_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  const char *serial, *name;
  gint64 id;

  g_variant_get (args, "(&s&sx)", &serial, &name, &id);
  if (!muster_transaction_allows_all (txn, error) ||
      !serial_is_free (txn, serial, id, error) ||
      !(id == 0 ? admit_as_new (txn, serial, name, &id, error)
                : admit_as_known (txn, serial, id, error)) ||
      !muster_strangers_remove (txn->db, serial, error))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static const MusterField admit_source_fields[] = {
  { "serial", N_ ("Serial number"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "name", N_ ("Name"), N_ ("Of the new source"), MUSTER_FIELD_TEXT },
  { "source", N_ ("Source"), N_ ("A source that this device belongs to already"),
    MUSTER_FIELD_RECORD },
  { NULL },
};

const MusterCommand muster_admit_source = {
  .name = "source.admit",
  .title = N_ ("Admit a device that called in"),
  .args = "(ssx)",
  .fields = admit_source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = admit_source_run,
};

static gboolean
refuse_source_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  const char *serial;

  g_variant_get (args, "(&s)", &serial);

  return muster_transaction_allows_all (txn, error) &&
         muster_strangers_remove (txn->db, serial, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static const MusterField refuse_source_fields[] = {
  { "serial", N_ ("Serial number"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_refuse_source = {
  .name = "source.refuse",
  .title = N_ ("Forget a device that called in"),
  .args = "(s)",
  .fields = refuse_source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = refuse_source_run,
};

/* ---- A new device in the place of an old one ---- */

static gboolean
retire_under_other_name (MusterTransaction *txn, MusterSource *old, GError **error)
{
  MusterDate today = muster_zone_get_civil (txn->zone, txn->now, NULL);
  g_autofree char *date = muster_date_format (today);
  /* Translators: the name of a device that was replaced, and when */
  g_autofree char *name = g_strdup_printf (_ ("%1$s (until %2$s)"), old->name, date);
  g_autofree char *longer = g_strdup_printf (_ ("%1$s (until %2$s, number %3$d)"),
                                             old->name, date, (int) old->id);
  g_autoptr (MusterSource) retired = muster_source_copy (old);
  gint64 taken = 0;

  if (!muster_sources_get_by_name (txn->db, name, &taken, error))
    return FALSE;

  g_set_str (&retired->name, taken == 0 ? name : longer);
  retired->state = MUSTER_SOURCE_RETIRED;

  return muster_sources_change (txn->db, retired, error);
}

static gboolean
replace_source_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  g_autoptr (MusterSource) old = NULL;
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (GVariant) set = NULL;
  g_autoptr (GVariant) boxed = NULL;
  g_autoptr (GVariant) secrets = NULL;
  const char *device;
  gint64 old_id, id;

  g_variant_get (args, "(x&s@v@v)", &old_id, &device, &set, &boxed);
  if (!muster_transaction_allows_all (txn, error) ||
      !(old = muster_sources_get (txn->db, old_id, error)) ||
      !muster_sources_get_secrets (txn->db, old_id, &secrets, error))
    return FALSE;

  if (old->state == MUSTER_SOURCE_RETIRED)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT, _ ("“%s” is retired."),
                             old->name);

  source = muster_source_copy (old);
  source->id = 0;
  source->synced_to = 0;
  g_clear_pointer (&source->uid, g_free);
  g_set_str (&source->device, *device != '\0' ? device : NULL);
  source->state = MUSTER_SOURCE_ACTIVE;
  muster_source_record_merge (&source->settings, set);
  muster_source_record_merge (&secrets, boxed);
  if (!muster_source_record_check (txn, source, secrets, error) ||
      !retire_under_other_name (txn, old, error) ||
      !(id = muster_sources_add (txn->db, source, txn->now, error)) ||
      !muster_sources_set_secrets (txn->db, id, secrets, error) ||
      !muster_badges_inherit (txn->db, old_id, id, txn->now, txn->actor->name, error) ||
      (*device != '\0' && !muster_strangers_remove (txn->db, device, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PEOPLE);
}

static const MusterField replace_source_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "device", N_ ("Serial number of the new device"), NULL, MUSTER_FIELD_TEXT },
  { "set", N_ ("Changed settings"), N_ ("The others stay"), MUSTER_FIELD_VARIANT },
  { "secrets", N_ ("Secrets"), N_ ("The others stay"), MUSTER_FIELD_VARIANT,
    MUSTER_FIELD_CONFIDENTIAL },
  { NULL },
};

const MusterCommand muster_replace_source = {
  .name = "source.replace",
  .title = N_ ("Put a new device in the place of a source"),
  .args = "(xsvv)",
  .fields = replace_source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = replace_source_run,
};

/* ---- Certificates ---- */

static gboolean
takes_certificates (MusterTransaction *txn, MusterSource *source, GError **error)
{
  const MusterConnector *const *connector = txn->connectors->connectors;

  for (; *connector != NULL; connector++)
    if (g_str_equal ((*connector)->kind, source->kind))
      for (const MusterField *field = (*connector)->fields; field->name != NULL; field++)
        if (g_str_equal (field->name, "certificate"))
          return TRUE;

  return muster_error_set (error, MUSTER_ERROR_CONFLICT, _ ("“%s” has no certificate."),
                           source->name);
}

static gboolean
trust_source_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  g_autoptr (MusterSource) old = NULL;
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (GVariant) set = NULL;
  const char *fingerprint;
  gint64 id;

  g_variant_get (args, "(x&s)", &id, &fingerprint);
  if (!muster_transaction_allows_all (txn, error) ||
      !(old = muster_sources_get (txn->db, id, error)) ||
      !takes_certificates (txn, old, error))
    return FALSE;

  source = muster_source_copy (old);
  set = g_variant_ref_sink (
    g_variant_new_variant (g_variant_new_parsed ("{'certificate': <%s>}", fingerprint)));
  muster_source_record_merge (&source->settings, set);

  return muster_sources_change (txn->db, source, error) &&
         muster_source_record_renew (txn, id, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static const MusterField trust_source_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "fingerprint", N_ ("Fingerprint"), N_ ("Of the certificate, as the sync showed it"),
    MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_trust_source = {
  .name = "source.trust",
  .title = N_ ("Trust the certificate of a source"),
  .args = "(xs)",
  .fields = trust_source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = trust_source_run,
};

/* ---- From the beginning ---- */

static gboolean
reread_source_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  gint64 id;

  g_variant_get (args, "(x)", &id);

  return muster_transaction_allows_all (txn, error) &&
         muster_sources_forget_cursor (txn->db, id, error) &&
         muster_source_record_renew (txn, id, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static const MusterField reread_source_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_reread_source = {
  .name = "source.reread",
  .title = N_ ("Read a source from its beginning again"),
  .args = "(x)",
  .fields = reread_source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = reread_source_run,
};

/* ---- Where devices call in ---- */

static gboolean
set_listener_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  g_auto (MusterListening) listening = { 0 };
  const char *address, *certificate;
  gboolean enabled;
  gint64 port;

  g_variant_get (args, "(b&sx&s)", &enabled, &address, &port, &certificate);
  if (!muster_transaction_allows_all (txn, error) ||
      !muster_listening_get (txn->db, &listening, error))
    return FALSE;

  listening.enabled = enabled;
  listening.port = (guint) port;
  g_set_str (&listening.address, address);
  if (*certificate != '\0')
    g_set_str (&listening.certificate,
               g_str_equal (certificate, "none") ? NULL : certificate);

  return muster_listening_check (&listening, error) &&
         muster_listening_set (txn->db, &listening, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS | MUSTER_TOPIC_SOURCES);
}

static const MusterField set_listener_fields[] = {
  { "enabled", N_ ("Devices may call in"), NULL, MUSTER_FIELD_BOOLEAN,
    .fallback = "true" },
  { "address", N_ ("Address"), N_ ("0.0.0.0 for all networks of this computer"),
    MUSTER_FIELD_TEXT, .fallback = "0.0.0.0" },
  { "port", N_ ("Port"), NULL, MUSTER_FIELD_INTEGER, .fallback = "8081", .min = 1,
    .max = 65535 },
  { "certificate", N_ ("Certificate"),
    N_ ("PEM with its private key; empty leaves it, “none” is plain HTTP"),
    MUSTER_FIELD_TEXT, MUSTER_FIELD_CONFIDENTIAL },
  { NULL },
};

const MusterCommand muster_set_listener = {
  .name = "listener.set",
  .title = N_ ("Say where devices call in"),
  .args = "(bsxs)",
  .fields = set_listener_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = set_listener_run,
};
