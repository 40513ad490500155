/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "muster-badges.h"
#include "muster-import-log.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-test-company.h"

#define NAME "Ouyang Qingming"
#define NAME_ZH "欧阳清明"
#define STAFF_NO "ZX-774411"
#define NUMBER "990077331"
#define DEPARTMENT "Foundry of the north"
#define REJECT "torn line of somebody"
#define LATITUDE 31.230416
#define LONGITUDE 121.473701
#define PUNCHES 60000

/* One batch of an import, whose size makes pages leave the cache for the log before the commit */
static gboolean
import_batch (MusterDb *db, gpointer data, GError **error)
{
  static gint64 source;
  MusterImportRecord record = { .file = (char *) NAME ".dat",
                                .kind = (char *) "attlog",
                                .user = (char *) NAME,
                                .state = (char *) "done",
                                .started_at = MUSTER_TEST_NOW };
  MusterRejectRecord reject = { .line = 1, .reason = "torn", .text = (char *) REJECT };
  g_autofree MusterNewPunch *punches = g_new0 (MusterNewPunch, PUNCHES);
  gint64 first = GPOINTER_TO_INT (data);
  gint64 badge;
  gint64 person;

  if (source == 0)
    {
      source = muster_test_source_add (db, "Gate");
      muster_test_person_add (db, STAFF_NO, NAME, DEPARTMENT, "office");
      muster_test_person_add (db, STAFF_NO "2", NAME_ZH, DEPARTMENT, "office");
    }

  record.source_id = source;
  if (!muster_badges_ensure (db, source, NUMBER, NAME, &badge, &person, error) ||
      !(record.id = muster_import_log_begin (db, &record, error)))
    return FALSE;

  for (int i = 0; i < PUNCHES; i++)
    punches[i] = (MusterNewPunch) {
      .badge_id = badge,
      .at = MUSTER_TEST_NOW + (first * PUNCHES + i) * MUSTER_SECOND,
      .wall = MUSTER_TEST_NOW + (first * PUNCHES + i) * MUSTER_SECOND,
      .received_at = MUSTER_TEST_NOW,
      .note = NAME,
      .marks = MUSTER_PUNCH_PLACED,
      .lat = LATITUDE,
      .lon = LONGITUDE,
      .raw_lat = LATITUDE,
      .raw_lon = LONGITUDE,
    };

  reject.import_id = record.id;

  return muster_punches_add (db, source, record.id, punches, PUNCHES, NULL, error) &&
         muster_import_log_reject (db, &reject, error) &&
         muster_import_log_update (db, &record, error);
}

static gboolean
import_and_die (MusterDb *db, gpointer data, GError **error)
{
  if (!import_batch (db, data, error))
    return FALSE;

  kill (getpid (), SIGKILL);

  return FALSE;
}

static gboolean
buffer_has (const char *text, gsize length, gconstpointer secret, gsize n)
{
  return memmem (text, length, secret, n) != NULL;
}

/* Every file of the folder, against everything that says something of somebody */
static void
folder_assert_secret (const char *folder)
{
  static const char *const secrets[] = {
    NAME,          NAME_ZH,    STAFF_NO,         NUMBER,
    DEPARTMENT,    REJECT,     "Ouyang",         "qingming",
    "31.2304",     "121.4737", MUSTER_TEST_USER, MUSTER_TEST_PASSWORD,
    "CREATE TABLE"
  };
  double places[] = { LATITUDE, LONGITUDE };
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gsize seen = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      seen += length;
      for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
        g_assert_false (buffer_has (text, length, secrets[i], strlen (secrets[i])));
      for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        {
          guint64 little;
          guint64 big;

          memcpy (&little, &places[i], sizeof little);
          big = GUINT64_SWAP_LE_BE (little);
          g_assert_false (buffer_has (text, length, &little, sizeof little));
          g_assert_false (buffer_has (text, length, &big, sizeof big));
        }
    }

  g_assert_cmpint (seen, >, 1 << 20); /* there was something to look at */
}

/* In the middle of an import: the batch that was committed stays, the one under way never was,
 * and at no moment could anything be read in the folder */
static void
test_killed_import (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  int status = 0;
  pid_t child;

  g_clear_object (&test->vault);
  if ((child = fork ()) == 0)
    {
      MusterVault *vault = muster_vault_open (test->path, test->key, FALSE, NULL);

      if (vault != NULL &&
          muster_vault_write (vault, import_batch, GINT_TO_POINTER (0), NULL, NULL))
        muster_vault_write (vault, import_and_die, GINT_TO_POINTER (1), NULL, NULL);
      _exit (1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  folder_assert_secret (test->folder);

  muster_test_vault_reopen (test);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM punch"), ==,
                   PUNCHES);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM import"), ==, 1);
  g_assert_cmpint (
    muster_test_vault_number (test, "SELECT n_punches FROM source_progress"), ==,
    PUNCHES);
  g_assert_true (muster_vault_verify (test->vault, NULL, NULL));
  folder_assert_secret (test->folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/secrecy/killed-import", test_killed_import);

  return g_test_run ();
}
