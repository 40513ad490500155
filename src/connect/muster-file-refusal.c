/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-file-refusal.h"

#include "muster-error.h"

#include <string.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  const char *magic;
  gsize length;
  const char *reason;
} Signature;

#define SPREADSHEET                                                                      \
  N_ (                                                                                   \
    "This is an old or a protected spreadsheet. Open it and save it as .xlsx without a " \
    "password, or as CSV, then import that.")
#define PICTURE N_ ("This is a picture, not a file of punches.")
#define ARCHIVE N_ ("This is an archive. Unpack it and import the files in it.")
#define DOCUMENT N_ ("This is a document, not a file of punches.")
#define DATABASE N_ ("This is a database. Export its punches as CSV, then import that.")
#define PROGRAM N_ ("This is a program, not a file of punches.")

#define MAGIC(bytes, reason) { bytes, sizeof (bytes) - 1, reason }

static const Signature signatures[] = {
  MAGIC ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SPREADSHEET),
  MAGIC ("\x89PNG", PICTURE),
  MAGIC ("\xff\xd8\xff", PICTURE),
  MAGIC ("GIF8", PICTURE),
  MAGIC ("BM\x36", PICTURE),
  MAGIC ("\x1f\x8b", ARCHIVE),
  MAGIC ("7z\xbc\xaf\x27\x1c", ARCHIVE),
  MAGIC ("Rar!", ARCHIVE),
  MAGIC ("BZh", ARCHIVE),
  MAGIC ("\xfd"
         "7zXZ",
         ARCHIVE),
  MAGIC ("%PDF", DOCUMENT),
  MAGIC ("{\\rtf", DOCUMENT),
  MAGIC ("SQLite format 3", DATABASE),
  MAGIC ("\0\1\0\0Standard Jet DB", DATABASE),
  MAGIC ("\0\1\0\0Standard ACE DB", DATABASE),
  MAGIC ("MZ\x90", PROGRAM),
  MAGIC ("\x7f"
         "ELF",
         PROGRAM),
};

static const char *const biometrics[] = { "template", "face",    "fptemplate", "finger",
                                          "palm",     "biodata", "biophoto" };

/* Told by the name, because their content has no mark: "template.dat", "1_face.dat", "8.fp10". */
static gboolean
is_biometric (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *dot = strrchr (lower, '.');
  const char *stem = strrchr (lower, '_');

  if (dot == NULL)
    return FALSE;
  if (g_str_has_prefix (dot, ".fp") || g_str_equal (dot, ".fpt") ||
      g_str_equal (dot, ".tmp10"))
    return TRUE;
  if (!g_str_equal (dot, ".dat"))
    return FALSE;

  stem = stem != NULL ? stem + 1 : lower;
  for (gsize i = 0; i < G_N_ELEMENTS (biometrics); i++)
    if (g_str_has_prefix (stem, biometrics[i]))
      return TRUE;
  return FALSE;
}

/* A zip file holds a spreadsheet when one of its first names says so. */
static const char *
look_into_zip (const guint8 *data, gsize length)
{
  static const char *const parts[] = { "[Content_Types].xml", "xl/",
                                       "mimetypeapplication/vnd.oasis" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (memmem (data, length, parts[i], strlen (parts[i])) != NULL)
      return SPREADSHEET;
  return ARCHIVE;
}

gboolean
muster_file_refuse (const char *name, const guint8 *data, gsize length, GError **error)
{
  const char *reason = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  if (length == 0)
    reason = N_ ("The file is empty.");
  else if (is_biometric (name))
    reason = N_ ("This file holds fingerprints or faces. Muster does not keep "
                 "biometrics; import attlog.dat instead.");
  else if (length >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    reason = look_into_zip (data, length);

  for (gsize i = 0; i < G_N_ELEMENTS (signatures) && reason == NULL; i++)
    if (length >= signatures[i].length &&
        memcmp (data, signatures[i].magic, signatures[i].length) == 0)
      reason = signatures[i].reason;

  if (reason == NULL)
    return FALSE;

  muster_error_set (error, MUSTER_ERROR_PROTOCOL, "%s", _ (reason));
  return TRUE;
}
