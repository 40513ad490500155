/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does to a company folder what musterctl never would, for its tests:
 *
 *   locksmith cheapen FOLDER USER PASSWORD   makes trying that password take no time
 *   locksmith tamper FOLDER USER PASSWORD    changes an entry in the middle of the audit log
 *   locksmith cut FOLDER USER PASSWORD       removes the newest entries of the audit log */

#include <stdio.h>

#include "muster-db.h"
#include "muster-keys.h"
#include "muster-vault.h"

static const char change[] = "DROP TRIGGER audit_is_not_changed;"
                             "UPDATE audit SET user = 'nobody'"
                             " WHERE seq = (SELECT max (seq) / 2 + 1 FROM audit)";
static const char cut[] =
  "DROP TRIGGER audit_is_not_deleted;"
  "DELETE FROM audit WHERE seq > (SELECT max (seq) - 2 FROM audit)";

static gboolean
cheapen (const char *folder,
         GBytes *key,
         const char *slot,
         const char *password,
         GError **error)
{
  const MusterKeyCost cost = { .ops = 1, .memory = 1024 * 1024 };

  return muster_keys_set_password (folder, key, slot, password, &cost, error);
}

static gboolean
tamper_cb (MusterDb *db, gpointer data, GError **error)
{
  return muster_db_execute (db, data, error);
}

static gboolean
tamper (const char *folder, GBytes *key, const char *how, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "muster.db", NULL);
  g_autoptr (MusterVault) vault = muster_vault_open (path, key, FALSE, error);
  gboolean done;

  if (vault == NULL)
    return FALSE;

  done = muster_vault_write (vault, tamper_cb, (gpointer) how, NULL, error);
  muster_vault_close (vault);

  return done;
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *slot = NULL;
  gboolean done = FALSE;

  if (argc != 5)
    return 2;

  key = muster_keys_open (argv[2], argv[3], argv[4], &slot, &error);
  if (key != NULL && g_str_equal (argv[1], "cheapen"))
    done = cheapen (argv[2], key, slot, argv[4], &error);
  else if (key != NULL && g_str_equal (argv[1], "tamper"))
    done = tamper (argv[2], key, change, &error);
  else if (key != NULL && g_str_equal (argv[1], "cut"))
    done = tamper (argv[2], key, cut, &error);

  if (!done)
    fprintf (stderr, "locksmith: %s\n", error != NULL ? error->message : "no such trick");

  return done ? 0 : 1;
}
