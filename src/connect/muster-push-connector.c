/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-connector.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const MusterField push_fields[] = {
  { "comm-key", N_ ("Communication key"),
    N_ ("the secret text that was entered at the terminal, if any"),
    MUSTER_FIELD_SECRET },
  { "address", N_ ("Only from address"),
    N_ ("empty: the terminal may call from anywhere"), MUSTER_FIELD_TEXT },
  { "keeps-time", N_ ("The terminal keeps its own time"),
    N_ ("otherwise it sets its clock by this computer"), MUSTER_FIELD_BOOLEAN,
    .fallback = "no" },
  { NULL },
};

static GVariant *
push_probe (MusterSource *source,
            MusterParams *settings,
            GCancellable *cancellable,
            GError **error)
{
  GVariantDict found;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (source == NULL || source->device == NULL || *source->device == '\0')
    {
      muster_error_set_field (error, "device",
                              _ ("The serial number is missing: it stands on the "
                                 "terminal, or choose one that has called"));
      return NULL;
    }

  g_variant_dict_init (&found, NULL);
  g_variant_dict_insert (&found, "serial", "s", source->device);
  return g_variant_ref_sink (g_variant_dict_end (&found));
}

static gboolean
push_pull (MusterSource *source,
           MusterParams *settings,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Takes as long for a nearly right text as for a wrong one. */
static gboolean
is_same_secret (const char *wanted, const char *given)
{
  g_autofree char *a = g_compute_checksum_for_string (G_CHECKSUM_SHA256, wanted, -1);
  g_autofree char *b =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, given != NULL ? given : "", -1);
  guint8 difference = given == NULL;

  for (gsize i = 0; a[i] != '\0'; i++)
    difference |= (guint8) (a[i] ^ b[i]);

  return difference == 0;
}

gboolean
muster_push_connector_admits (MusterSource *source,
                              MusterParams *settings,
                              const MusterPushCaller *caller)
{
  const char *key;
  const char *address;

  g_return_val_if_fail (MUSTER_IS_SOURCE (source) && MUSTER_IS_PARAMS (settings), FALSE);
  g_return_val_if_fail (caller != NULL, FALSE);

  key = muster_params_get_string (settings, "comm-key");
  address = muster_params_get_string (settings, "address");
  if (source->device == NULL || !g_str_equal (source->device, caller->serial))
    return FALSE;
  if (key != NULL && *key != '\0' && !is_same_secret (key, caller->comm_key))
    return FALSE;
  return address == NULL || *address == '\0' || g_str_equal (address, caller->address);
}

const MusterConnector muster_push_connector = {
  .kind = "push",
  .title = N_ ("Terminal that calls in"),
  .fields = push_fields,
  .probe = push_probe,
  .pull = push_pull,
  .listens = TRUE,
  .takes_datum = TRUE,
};
