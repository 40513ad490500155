/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A workbook comes from anybody: what the library makes of a damaged one is text or an error. */

#include "muster-workbook.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;

  muster_workbook_recognise (data, size);
  csv = muster_workbook_to_csv (bytes, NULL, NULL, NULL, &error);
  g_assert_true ((csv == NULL) == (error != NULL));
  if (csv != NULL)
    g_assert_true (g_utf8_validate (g_bytes_get_data (csv, NULL),
                                    (gssize) g_bytes_get_size (csv), NULL));
  return 0;
}
