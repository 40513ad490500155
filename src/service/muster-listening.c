/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-listening.h"

#include "muster-error.h"
#include "muster-settings.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define SETTING_ENABLED "listen"
#define SETTING_ADDRESS "listen-address"
#define SETTING_PORT "listen-port"
#define SETTING_CERTIFICATE "listen-certificate"

#define PORT_USUAL 8081

void
muster_listening_clear (MusterListening *listening)
{
  g_clear_pointer (&listening->address, g_free);
  g_clear_pointer (&listening->certificate, g_free);
}

gboolean
muster_listening_get (MusterDb *db, MusterListening *listening, GError **error)
{
  g_autofree char *enabled = NULL;
  g_autofree char *port = NULL;

  *listening = (MusterListening) { 0 };
  if (!muster_settings_get (db, SETTING_ENABLED, &enabled, error) ||
      !muster_settings_get (db, SETTING_ADDRESS, &listening->address, error) ||
      !muster_settings_get (db, SETTING_PORT, &port, error) ||
      !muster_settings_get (db, SETTING_CERTIFICATE, &listening->certificate, error))
    return FALSE;

  listening->enabled = g_strcmp0 (enabled, "true") == 0;
  listening->port = port != NULL ? (guint) g_ascii_strtoull (port, NULL, 10) : PORT_USUAL;
  if (listening->address == NULL)
    listening->address = g_strdup ("0.0.0.0");

  return TRUE;
}

gboolean
muster_listening_set (MusterDb *db, const MusterListening *listening, GError **error)
{
  g_autofree char *port = g_strdup_printf ("%u", listening->port);

  return muster_settings_set (db, SETTING_ENABLED, listening->enabled ? "true" : "false",
                              error) &&
         muster_settings_set (db, SETTING_ADDRESS, listening->address, error) &&
         muster_settings_set (db, SETTING_PORT, port, error) &&
         muster_settings_set (db, SETTING_CERTIFICATE, listening->certificate, error);
}

gboolean
muster_listening_check (const MusterListening *listening, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (listening->address);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) local = NULL;

  if (address == NULL)
    return muster_error_set_field (
      error, "address", _ ("“%s” is no address of this computer, such as 0.0.0.0."),
      listening->address);

  if (listening->certificate == NULL)
    return TRUE;

  certificate = g_tls_certificate_new_from_pem (listening->certificate, -1, &local);
  if (certificate == NULL)
    return muster_error_set_field (
      error, "certificate", _ ("The certificate cannot be used: %s"), local->message);

  return TRUE;
}
