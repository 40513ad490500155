/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-company.h"

#include "muster-audit.h"
#include "muster-error.h"
#include "muster-holidays.h"
#include "muster-imports.h"
#include "muster-keyring.h"
#include "muster-keys.h"
#include "muster-rulefile.h"
#include "muster-rulesets.h"
#include "muster-settings.h"
#include "muster-standing.h"
#include "muster-transaction.h"
#include "muster-uid.h"
#include "muster-users.h"
#include "muster-vault.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _MusterCompany
{
  GObject parent_instance;

  MusterAccess access;
  MusterVault *vault;
  MusterOffice *office;
  char *name;
};

G_DEFINE_FINAL_TYPE (MusterCompany, muster_company, G_TYPE_OBJECT)

/* The least that Argon2id takes. */
static const MusterKeyCost least_cost = { 1, 8192 };

/* What stands in the database of a company. */
typedef struct
{
  MusterUserRecord user;
  char *name;
  char *zone;
  const char *slot;      /* who signs in, by slot */
  const char *user_name; /* else by name; else the only one */
  gint64 now;
} Entry;

static void
entry_clear (Entry *entry)
{
  muster_user_record_clear (&entry->user);
  g_free (entry->name);
  g_free (entry->zone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gint64
clock_read (MusterClock clock, gpointer clock_data)
{
  return clock != NULL ? clock (clock_data) : g_get_real_time ();
}

static char *
database_path (const char *folder)
{
  return g_build_filename (folder, "muster.db", NULL);
}

static void
muster_company_dispose (GObject *object)
{
  MusterCompany *self = MUSTER_COMPANY (object);

  muster_company_close (self);
  g_clear_object (&self->office);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (muster_company_parent_class)->dispose (object);
}

static void
muster_company_finalize (GObject *object)
{
  MusterCompany *self = MUSTER_COMPANY (object);

  g_free (self->access.folder);
  g_free (self->name);

  G_OBJECT_CLASS (muster_company_parent_class)->finalize (object);
}

static void
muster_company_class_init (MusterCompanyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = muster_company_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_company_finalize;
}

static void
muster_company_init (MusterCompany *self)
{
}

static gboolean
settings_run (MusterDb *db, gpointer data, GError **error)
{
  Entry *entry = data;

  return muster_settings_get (db, MUSTER_SETTING_COMPANY, &entry->name, error) &&
         muster_settings_get (db, MUSTER_SETTING_ZONE, &entry->zone, error);
}

/* The company may have another name or zone now, given here or by another process. */
static void
changed_cb (MusterOffice *office, guint topics, gpointer user_data)
{
  MusterCompany *self = user_data;
  g_auto (Entry) entry = { 0 };
  g_autoptr (MusterZone) zone = NULL;
  g_autoptr (GError) error = NULL;

  if ((topics & MUSTER_TOPIC_SETTINGS) == 0 ||
      !muster_vault_read (self->vault, settings_run, &entry, NULL, NULL))
    return;

  if (entry.name != NULL)
    g_set_str (&self->name, entry.name);
  if (entry.zone == NULL)
    return;

  if ((zone = muster_zone_new (entry.zone, &error)) != NULL)
    muster_office_set_zone (office, zone);
  else
    /* Of a system with other zones than this one; the company opens there. */
    g_message ("The company's zone is unknown here: %s", error->message);
}

static MusterCompany *
company_new (const char *folder,
             GBytes *key,
             const MusterKeyCost *cost,
             MusterVault *vault,
             const Entry *entry,
             MusterClock clock,
             gpointer clock_data,
             GError **error)
{
  g_autoptr (MusterCompany) self = g_object_new (MUSTER_TYPE_COMPANY, NULL);
  g_autoptr (MusterZone) zone = NULL;

  self->vault = g_object_ref (vault);
  self->access.folder = g_strdup (folder);
  self->access.key = g_bytes_ref (key);
  self->access.cost = *cost;
  self->name = g_strdup (entry->name);
  if (!(zone = muster_zone_new (entry->zone, error)))
    return NULL;

  self->office = muster_office_new (vault, &self->access, zone, clock, clock_data);
  g_signal_connect_object (self->office, "changed", G_CALLBACK (changed_cb), self, 0);

  return g_steal_pointer (&self);
}

/* ---- Creating ---- */

static gboolean
setup_run (MusterDb *db, gpointer data, GError **error)
{
  Entry *entry = data;
  g_autofree char *uid = muster_uid_new (entry->now);
  g_autofree char *rules = muster_rulefile_get_default (_ ("Day shift"), _ ("Office"));
  MusterEdition edition = {
    .from = MUSTER_DATE_NONE,
    .published_at = entry->now,
    .author = entry->user.name,
    .document = rules,
  };
  MusterAuditEntry audit = {
    .at = entry->now,
    .user = entry->user.name,
    .command = (char *) "company.create",
    .outcome = (char *) "done",
  };

  entry->user.id = muster_users_add (db, &entry->user, error);
  audit.user_id = entry->user.id;

  return entry->user.id != 0 &&
         muster_settings_set (db, MUSTER_SETTING_COMPANY, entry->name, error) &&
         muster_settings_set (db, MUSTER_SETTING_UID, uid, error) &&
         muster_settings_set (db, MUSTER_SETTING_ZONE, entry->zone, error) &&
         muster_rulesets_add (db, &edition, error) != 0 &&
         muster_holidays_seed (db, error) && muster_audit_append (db, &audit, error) != 0;
}

static void
folder_clear (const char *folder, gboolean was_there)
{
  static const char *const files[] = { "muster.db", "muster.db-wal", "muster.db-shm",
                                       "muster.keys" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_unlink (path);
    }
  if (!was_there)
    g_rmdir (folder);
}

static MusterCompany *
company_make (const char *folder,
              Entry *entry,
              const char *password,
              const MusterKeyCost *cost,
              MusterClock clock,
              gpointer clock_data,
              char **recovery,
              GError **error)
{
  g_autofree char *path = database_path (folder);
  g_autoptr (GBytes) key = NULL;
  g_autoptr (MusterVault) vault = NULL;

  key = muster_keys_create (folder, entry->user.name, password, cost, &entry->user.slot,
                            recovery, error);
  if (key == NULL || !(vault = muster_vault_open (path, key, TRUE, error)))
    return NULL;

  if (!muster_vault_write (vault, setup_run, entry, NULL, error))
    {
      muster_vault_close (vault);
      return NULL;
    }

  return company_new (folder, key, cost, vault, entry, clock, clock_data, error);
}

static gboolean
entry_check (const Entry *entry, const char *password, GError **error)
{
  g_autoptr (MusterZone) zone = NULL;

  if (*entry->name == '\0')
    return muster_error_set_field (error, "name", _ ("Give the company a name."));
  if (*entry->user.name == '\0')
    return muster_error_set_field (error, "user", _ ("Give the user a name."));
  if (*password == '\0')
    return muster_error_set_field (error, "password", _ ("Give a password."));

  zone = muster_zone_new (entry->zone, error);

  return zone != NULL;
}

MusterCompany *
muster_company_create_with_effort (const char *folder,
                                   const char *name,
                                   const char *zone,
                                   const char *user,
                                   const char *password,
                                   MusterKeyEffort effort,
                                   MusterClock clock,
                                   gpointer clock_data,
                                   char **recovery,
                                   MusterActor **actor,
                                   GError **error)
{
  g_auto (Entry) entry = { 0 };
  g_autofree char *secret = NULL;
  const MusterKeyCost *cost =
    effort == MUSTER_KEY_EFFORT_LEAST ? &least_cost : &muster_key_cost_default;
  gboolean was_there = g_file_test (folder, G_FILE_TEST_IS_DIR);
  MusterCompany *company;

  entry.name = g_strstrip (g_strdup (name));
  entry.zone = g_strdup (zone);
  entry.user.name = g_strstrip (g_strdup (user));
  entry.user.role = MUSTER_ROLE_ADMIN;
  entry.user.scope.all = TRUE;
  entry.now = clock_read (clock, clock_data);
  entry.user.created_at = entry.now;
  entry.user.dates = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_EVER };
  if (!entry_check (&entry, password, error))
    return NULL;

  if (muster_company_exists (folder))
    {
      muster_error_set (error, MUSTER_ERROR_CONFLICT,
                        _ ("There is a company in %s already. Choose another folder."),
                        folder);
      return NULL;
    }

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      muster_error_set (error, MUSTER_ERROR_STORAGE, _ ("%s cannot be made: %s"), folder,
                        g_strerror (errno));
      return NULL;
    }

  company =
    company_make (folder, &entry, password, cost, clock, clock_data, &secret, error);
  if (company == NULL)
    {
      folder_clear (folder, was_there);
      muster_company_wipe (g_steal_pointer (&secret));
      return NULL;
    }

  if (recovery != NULL)
    *recovery = g_steal_pointer (&secret);
  else
    muster_company_wipe (g_steal_pointer (&secret));
  if (actor != NULL)
    *actor = muster_standing_from_user (&entry.user);

  return company;
}

MusterCompany *
muster_company_create (const char *folder,
                       const char *name,
                       const char *zone,
                       const char *user,
                       const char *password,
                       MusterClock clock,
                       gpointer clock_data,
                       char **recovery,
                       MusterActor **actor,
                       GError **error)
{
  return muster_company_create_with_effort (folder, name, zone, user, password,
                                            MUSTER_KEY_EFFORT_FULL, clock, clock_data,
                                            recovery, actor, error);
}

/* ---- Opening ---- */

static gboolean
find_only_user (MusterDb *db, MusterUserRecord *user, GError **error)
{
  g_autoptr (GArray) users = muster_users_list (db, error);
  gint64 id = 0;

  if (users == NULL)
    return FALSE;

  for (guint i = 0; i < users->len; i++)
    {
      const MusterUserRecord *one = &g_array_index (users, MusterUserRecord, i);

      if (one->disabled)
        continue;
      if (id != 0)
        return muster_error_set_field (
          error, "user", _ ("Several people sign in here. Say who you are."));
      id = one->id;
    }

  return muster_users_get (db, id, user, error);
}

static gboolean
entry_run (MusterDb *db, gpointer data, GError **error)
{
  Entry *entry = data;
  gboolean found;

  if (entry->slot != NULL)
    found = muster_users_get_by_slot (db, entry->slot, &entry->user, error);
  else if (entry->user_name != NULL)
    found = muster_users_get_by_name (db, entry->user_name, &entry->user, error);
  else
    found = find_only_user (db, &entry->user, error);

  if (!found || !muster_settings_get (db, MUSTER_SETTING_COMPANY, &entry->name, error) ||
      !muster_settings_get (db, MUSTER_SETTING_ZONE, &entry->zone, error))
    return FALSE;

  if (entry->name == NULL || entry->zone == NULL)
    return muster_error_set (error, MUSTER_ERROR_STORAGE,
                             _ ("The database holds no company. Restore a backup."));

  if (entry->user.disabled)
    return muster_error_set (error, MUSTER_ERROR_LOCKED,
                             _ ("%s is disabled. Ask an administrator."),
                             entry->user.name);

  return TRUE;
}

static MusterCompany *
company_enter (const char *folder,
               GBytes *key,
               Entry *entry,
               MusterClock clock,
               gpointer clock_data,
               MusterActor **actor,
               GError **error)
{
  g_autofree char *path = database_path (folder);
  g_autoptr (MusterVault) vault = NULL;
  g_autoptr (GError) why = NULL;
  MusterCompany *company;

  if (!(vault = muster_vault_open (path, key, FALSE, &why)))
    {
      /* The slots gave this key, so it is the right one. */
      if (g_error_matches (why, MUSTER_ERROR, MUSTER_ERROR_LOCKED))
        muster_error_set (
          error, MUSTER_ERROR_STORAGE,
          _ ("The database is damaged and cannot be opened. Nothing was changed: "
             "restore a backup."));
      else
        g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }

  if (!muster_vault_read (vault, entry_run, entry, NULL, error))
    {
      muster_vault_close (vault);
      return NULL;
    }

  company = company_new (folder, key, &muster_key_cost_default, vault, entry, clock,
                         clock_data, error);
  if (company == NULL)
    return NULL;

  muster_imports_end_interrupted (company->office, folder);
  if (actor != NULL)
    *actor = muster_standing_from_user (&entry->user);

  return company;
}

gboolean
muster_company_exists (const char *folder)
{
  g_autofree char *database = database_path (folder);
  g_autofree char *keys = g_build_filename (folder, "muster.keys", NULL);

  return g_file_test (database, G_FILE_TEST_EXISTS) ||
         g_file_test (keys, G_FILE_TEST_EXISTS);
}

static gboolean
company_must_exist (const char *folder, GError **error)
{
  if (muster_company_exists (folder))
    return TRUE;

  return muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no company in %s."),
                           folder);
}

MusterCompany *
muster_company_open (const char *folder,
                     const char *user,
                     const char *password,
                     MusterClock clock,
                     gpointer clock_data,
                     MusterActor **actor,
                     GError **error)
{
  g_auto (Entry) entry = { 0 };
  g_autoptr (GBytes) key = NULL;
  g_autofree char *slot = NULL;

  if (!company_must_exist (folder, error) ||
      !(key = muster_keys_open (folder, user, password, &slot, error)))
    return NULL;

  entry.slot = slot;

  return company_enter (folder, key, &entry, clock, clock_data, actor, error);
}

MusterCompany *
muster_company_open_with_recovery (const char *folder,
                                   const char *user,
                                   const char *recovery,
                                   MusterClock clock,
                                   gpointer clock_data,
                                   MusterActor **actor,
                                   GError **error)
{
  g_auto (Entry) entry = { .user_name = user };
  g_autoptr (GBytes) key = NULL;

  if (!company_must_exist (folder, error) ||
      !(key = muster_keys_open_with_recovery (folder, recovery, error)))
    return NULL;

  return company_enter (folder, key, &entry, clock, clock_data, actor, error);
}

MusterCompany *
muster_company_open_with_session (const char *folder,
                                  const char *user,
                                  GCancellable *cancellable,
                                  MusterClock clock,
                                  gpointer clock_data,
                                  MusterActor **actor,
                                  GError **error)
{
  g_auto (Entry) entry = { .user_name = user };
  g_autoptr (GBytes) key = NULL;

  if (!company_must_exist (folder, error) ||
      !(key =
          muster_keyring_lookup (folder, user != NULL ? user : "", cancellable, error)))
    return NULL;

  return company_enter (folder, key, &entry, clock, clock_data, actor, error);
}

/* Kept under the user's name and, for whoever opens without saying a name, under none. */
gboolean
muster_company_keep_in_session (MusterCompany *company,
                                MusterActor *actor,
                                gboolean keep,
                                GCancellable *cancellable,
                                GError **error)
{
  const char *names[] = { actor->name, "" };
  g_autofree char *label = NULL;

  g_return_val_if_fail (MUSTER_IS_COMPANY (company), FALSE);

  if (company->access.key == NULL)
    return muster_error_set (error, MUSTER_ERROR_LOCKED, _ ("The company is locked."));

  label = g_strdup_printf (_ ("Muster: %s"), company->name);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!(keep ? muster_keyring_store (company->access.folder, names[i],
                                       company->access.key, label, cancellable, error)
               : muster_keyring_clear (company->access.folder, names[i], cancellable,
                                       error)))
      return FALSE;

  return TRUE;
}

/* ---- The open company ---- */

static gboolean
mark_run (MusterDb *db, gpointer data, GError **error)
{
  return muster_audit_get_mark (db, data, error);
}

gboolean
muster_company_note_audit (MusterCompany *company, GError **error)
{
  MusterAuditMark mark;

  return muster_vault_read (company->vault, mark_run, &mark, NULL, error) &&
         muster_keys_set_mark (company->access.folder, &mark, error);
}

void
muster_company_close (MusterCompany *company)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MUSTER_IS_COMPANY (company));

  /* Closed before, or not to be read any more: the next one notes it. */
  if (company->vault != NULL && company->access.key != NULL &&
      !muster_company_note_audit (company, &error))
    g_debug ("The end of the audit log was not noted: %s", error->message);

  if (company->vault != NULL)
    muster_vault_close (company->vault);
  g_clear_pointer (&company->access.key, g_bytes_unref);
}

static gboolean
renew_run (MusterTransaction *txn, gpointer data, GError **error)
{
  char **recovery = data;

  *recovery = muster_keys_renew_recovery (txn->access->folder, txn->access->key, error);

  return *recovery != NULL && muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

char *
muster_company_renew_recovery (MusterCompany *company, MusterActor *actor, GError **error)
{
  char *recovery = NULL;

  if (muster_office_write (company->office, actor, MUSTER_MAY_ADMIN,
                           "company.renew-recovery", NULL, renew_run, &recovery, NULL,
                           error))
    return recovery;

  muster_company_wipe (recovery);

  return NULL;
}

MusterOffice *
muster_company_get_office (MusterCompany *company)
{
  return company->office;
}

const char *
muster_company_get_folder (MusterCompany *company)
{
  return company->access.folder;
}

const char *
muster_company_get_name (MusterCompany *company)
{
  return company->name;
}

MusterZone *
muster_company_get_zone (MusterCompany *company)
{
  return muster_office_get_zone (company->office);
}

MusterVault *
muster_company_dup_vault (MusterCompany *company)
{
  return g_object_ref (company->vault);
}

GStrv
muster_company_list_slots (const char *folder, GError **error)
{
  return muster_keys_list (folder, error);
}

void
muster_company_wipe (char *secret)
{
  muster_keys_wipe (secret);
}
