/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-usage-error.h"

G_DEFINE_QUARK (muster - usage - error - quark, muster_usage_error)

gboolean
muster_usage_error_set (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, MUSTER_USAGE_ERROR, 0, message);

  return FALSE;
}
