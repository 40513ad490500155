/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"

typedef struct
{
  char *field;
} MusterErrorPrivate;

static void
muster_error_private_init (MusterErrorPrivate *priv)
{
  priv->field = NULL;
}

static void
muster_error_private_copy (const MusterErrorPrivate *from, MusterErrorPrivate *to)
{
  to->field = g_strdup (from->field);
}

static void
muster_error_private_clear (MusterErrorPrivate *priv)
{
  g_clear_pointer (&priv->field, g_free);
}

G_DEFINE_EXTENDED_ERROR (MusterError, muster_error)

gboolean
muster_error_set (GError **error, MusterError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (MUSTER_ERROR, (int) code, format, args);
  va_end (args);

  return FALSE;
}

gboolean
muster_error_set_field (GError **error, const char *field, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    {
      *error = g_error_new_valist (MUSTER_ERROR, MUSTER_ERROR_INVALID, format, args);
      muster_error_get_private (*error)->field = g_strdup (field);
    }
  va_end (args);

  return FALSE;
}

const char *
muster_error_get_field (const GError *error)
{
  if (error == NULL || error->domain != MUSTER_ERROR)
    return NULL;

  return muster_error_get_private (error)->field;
}
