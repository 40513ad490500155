/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <sodium.h>

#include "muster-error.h"
#include "muster-keys.h"

#define KEY_BYTES 32
#define HEX_LENGTH (2 * KEY_BYTES)

static const SecretSchema schema = {
  .name = MUSTER_APPLICATION_ID ".Key",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "folder", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* No bus, no service on it and a service that went away come as D-Bus and GIO errors; what the
 * service itself says comes as SecretError. */
static gboolean
error_translate (GError *local, GError **error)
{
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (local));
      return FALSE;
    }

  if (local->domain == SECRET_ERROR)
    return muster_error_set (error, MUSTER_ERROR_STORAGE,
                             _ ("The desktop's key store refused: %s."), local->message);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("The desktop's key store cannot be reached: %s."), local->message);

  return FALSE;
}

gboolean
muster_keyring_store (const char *folder,
                      const char *user,
                      GBytes *key,
                      const char *label,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  char *hex;

  g_return_val_if_fail (folder != NULL && user != NULL && label != NULL, FALSE);
  g_return_val_if_fail (key != NULL && g_bytes_get_size (key) == KEY_BYTES, FALSE);

  hex = g_malloc (HEX_LENGTH + 1);
  sodium_bin2hex (hex, HEX_LENGTH + 1, g_bytes_get_data (key, NULL), KEY_BYTES);
  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, hex, cancellable,
                              &local, "folder", folder, "user", user, NULL);
  muster_keys_wipe (hex);

  return local == NULL || error_translate (local, error);
}

GBytes *
muster_keyring_lookup (const char *folder,
                       const char *user,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) key = NULL;
  guint8 *data;
  gsize length = 0;
  char *hex;

  g_return_val_if_fail (folder != NULL && user != NULL, NULL);

  hex = secret_password_lookup_nonpageable_sync (&schema, cancellable, &local, "folder",
                                                 folder, "user", user, NULL);
  if (local != NULL)
    return error_translate (local, error), NULL;

  if (hex == NULL)
    {
      muster_error_set (error, MUSTER_ERROR_MISSING,
                        _ ("The desktop's key store keeps no key for this company."));
      return NULL;
    }

  data = sodium_init () >= 0 ? sodium_malloc (KEY_BYTES) : NULL;
  key = g_bytes_new_with_free_func (data, KEY_BYTES, sodium_free, data);
  if (data == NULL ||
      sodium_hex2bin (data, KEY_BYTES, hex, strlen (hex), NULL, &length, NULL) != 0 ||
      length != KEY_BYTES)
    {
      g_clear_pointer (&key, g_bytes_unref);
      muster_error_set (
        error, MUSTER_ERROR_STORAGE,
        _ ("What the desktop's key store keeps is not a key. Sign in with the "
           "password."));
    }
  secret_password_free (hex);

  return g_steal_pointer (&key);
}

gboolean
muster_keyring_clear (const char *folder,
                      const char *user,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (folder != NULL && user != NULL, FALSE);

  secret_password_clear_sync (&schema, cancellable, &local, "folder", folder, "user",
                              user, NULL);

  return local == NULL || error_translate (local, error);
}
