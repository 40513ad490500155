/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-people-format.h"
#include "muster-zk-users.h"

#include <glib/gstdio.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
take (MusterPeopleSink *sink, const MusterPersonDraft *draft, GError **error)
{
  g_assert_true (g_utf8_validate (draft->staff_no, -1, NULL));
  g_assert_true (g_utf8_validate (draft->name, -1, NULL));
  g_assert_cmpstr (draft->staff_no, !=, "");
  g_assert_cmpstr (draft->name, !=, "");
  for (gsize i = 0; i < draft->n_badges; i++)
    g_assert_cmpstr (draft->badges[i].key, !=, "");
  return TRUE;
}

static void
fault (MusterPeopleSink *sink, guint64 line, const char *field, const char *message)
{
  g_assert_nonnull (field);
  g_assert_nonnull (message);
}

static void
read_users (const guint8 *data, gsize size)
{
  gsize skip;
  gsize record = muster_zk_users_recognise (data, size, &skip);

  for (gsize at = skip; record > 0 && at < size; at += record)
    {
      MusterZkUser user;

      if (muster_zk_users_read (data + at, record, NULL, &user))
        g_assert_true (g_utf8_validate (user.name, -1, NULL));
    }
}

/* A list of people is looked through as a file: it goes by way of one without a disk. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static char *path;
  MusterPeopleSink sink = { take, fault };
  g_autoptr (MusterParams) settings = NULL;
  g_autoptr (MusterPeopleList) list = NULL;
  g_autoptr (GVariant) found = NULL;
  GVariantDict values;

  read_users (data, size);

  if (path == NULL)
    path = g_strdup_printf ("/dev/shm/muster-fuzz-people-%d.csv", (int) getpid ());
  if (!g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                 G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    return 0;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "path", "s", path);
  settings = muster_params_new (muster_people_fields, g_variant_dict_end (&values), NULL);
  g_assert_nonnull (settings);

  if ((list = muster_people_list_new (settings, NULL, NULL)) != NULL)
    {
      found = muster_people_list_describe (list);
      muster_people_list_run (list, &sink, NULL, NULL);
    }

  g_unlink (path);
  return 0;
}
