/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"

typedef struct
{
  char *field;
  char *value;
} MusterErrorPrivate;

static void
muster_error_private_init (MusterErrorPrivate *priv)
{
  priv->field = NULL;
  priv->value = NULL;
}

static void
muster_error_private_copy (const MusterErrorPrivate *from, MusterErrorPrivate *to)
{
  to->field = g_strdup (from->field);
  to->value = g_strdup (from->value);
}

static void
muster_error_private_clear (MusterErrorPrivate *priv)
{
  g_clear_pointer (&priv->field, g_free);
  g_clear_pointer (&priv->value, g_free);
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

gboolean
muster_error_set_value (GError **error,
                        const char *field,
                        const char *value,
                        const char *format,
                        ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    {
      *error = g_error_new_valist (MUSTER_ERROR, MUSTER_ERROR_INVALID, format, args);
      muster_error_get_private (*error)->field = g_strdup (field);
      muster_error_get_private (*error)->value = g_strdup (value);
    }
  va_end (args);

  return FALSE;
}

const char *
muster_error_get_value (const GError *error)
{
  if (error == NULL || error->domain != MUSTER_ERROR)
    return NULL;

  return muster_error_get_private (error)->value;
}
