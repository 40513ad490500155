/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-user-commands.h"

#include "muster-error.h"
#include "muster-keys.h"
#include "muster-settings.h"
#include "muster-transaction.h"
#include "muster-users.h"

#include <glib/gi18n-lib.h>

static const MusterChoice role_choices[] = {
  { "hr", N_ ("HR officer") },
  { "supervisor", N_ ("Supervisor") },
  { "auditor", N_ ("Auditor") },
  { "admin", N_ ("Administrator") },
  { NULL },
};

typedef struct
{
  char *folder;
  char *slot;
} Slot;

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_free (slot->folder);
  g_free (slot->slot);
  g_free (slot);
}

/* The slot file is no part of the transaction: a slot without its user is taken out again. */
static void
slot_undo (gpointer data)
{
  Slot *slot = data;
  g_autoptr (GError) error = NULL;

  if (!muster_keys_remove (slot->folder, slot->slot, &error))
    g_warning ("A key slot without a user is left: %s", error->message);
}

static char *
slot_add (MusterTransaction *txn, const char *name, const char *password, GError **error)
{
  const MusterAccess *access = txn->access;
  char *id =
    muster_keys_add (access->folder, access->key, name, password, &access->cost, error);
  Slot *slot;

  if (id == NULL)
    return NULL;

  slot = g_new0 (Slot, 1);
  slot->folder = g_strdup (access->folder);
  slot->slot = g_strdup (id);
  muster_transaction_undo (txn, slot_undo, slot, slot_free);

  return id;
}

static void
scope_set (MusterScope *scope, GStrv groups, GStrv departments)
{
  g_strfreev (scope->groups);
  g_strfreev (scope->departments);
  scope->groups = g_strdupv (groups);
  scope->departments = g_strdupv (departments);
  scope->all = (groups == NULL || groups[0] == NULL) &&
               (departments == NULL || departments[0] == NULL);
}

static gboolean
password_check (const char *password, GError **error)
{
  if (*password != '\0')
    return TRUE;

  return muster_error_set_field (error, "password", _ ("Give a password."));
}

/* Nobody may lock everybody out. */
static gboolean
an_admin_stays (MusterTransaction *txn, GError **error)
{
  g_autoptr (GArray) users = muster_users_list (txn->db, error);

  if (users == NULL)
    return FALSE;

  for (guint i = 0; i < users->len; i++)
    {
      const MusterUserRecord *user = &g_array_index (users, MusterUserRecord, i);

      if (user->role == MUSTER_ROLE_ADMIN && !user->disabled && user->scope.all &&
          user->dates.from == MUSTER_DATE_NONE && user->dates.to == MUSTER_DATE_EVER)
        return TRUE;
    }

  return muster_error_set (
    error, MUSTER_ERROR_CONFLICT,
    _ ("At least one administrator of everybody must be able to sign in."));
}

static gboolean
add_user_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  g_auto (GStrv) groups = NULL;
  g_auto (GStrv) departments = NULL;
  const char *name, *password, *role;
  gint64 id;

  g_variant_get (args, "(&s&s&s^as^as)", &name, &password, &role, &groups, &departments);
  if (*name == '\0')
    return muster_error_set_field (error, "name", _ ("Give the user a name."));

  user.name = g_strdup (name);
  user.role = muster_role_from_code (role);
  user.created_at = txn->now;
  user.dates = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_EVER };
  scope_set (&user.scope, groups, departments);
  if (!muster_transaction_allows_all (txn, error) || !password_check (password, error))
    return FALSE;

  if (!(user.slot = slot_add (txn, name, password, error)) ||
      !(id = muster_users_add (txn->db, &user, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField add_user_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "password", N_ ("Password"), NULL, MUSTER_FIELD_SECRET, MUSTER_FIELD_REQUIRED },
  { "role", N_ ("Role"), NULL, MUSTER_FIELD_CHOICE, .fallback = "hr",
    .choices = role_choices },
  { "groups", N_ ("Attendance groups"), N_ ("Responsible for these only"),
    MUSTER_FIELD_STRINGS },
  { "departments", N_ ("Departments"), N_ ("Responsible for these only"),
    MUSTER_FIELD_STRINGS },
  { NULL },
};

const MusterCommand muster_add_user = {
  .name = "user.add",
  .title = N_ ("Add a user"),
  .args = "(sssasas)",
  .fields = add_user_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = add_user_run,
};

static gboolean
change_user_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  g_autoptr (GVariant) groups = NULL;
  g_autoptr (GVariant) departments = NULL;
  g_auto (GStrv) new_groups = NULL;
  g_auto (GStrv) new_departments = NULL;
  const char *name, *role;

  g_variant_get (args, "(&sm&sm@asm@as)", &name, &role, &groups, &departments);
  if (!muster_transaction_allows_all (txn, error) ||
      !muster_users_get_by_name (txn->db, name, &user, error))
    return FALSE;

  if (role != NULL)
    user.role = muster_role_from_code (role);
  new_groups = groups != NULL ? g_variant_dup_strv (groups, NULL)
                              : g_strdupv (user.scope.groups);
  new_departments = departments != NULL ? g_variant_dup_strv (departments, NULL)
                                        : g_strdupv (user.scope.departments);
  scope_set (&user.scope, new_groups, new_departments);

  return muster_users_change (txn->db, &user, error) && an_admin_stays (txn, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField change_user_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "role", N_ ("Role"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_MAYBE,
    .choices = role_choices },
  { "groups", N_ ("Attendance groups"), N_ ("Responsible for these only"),
    MUSTER_FIELD_STRINGS, MUSTER_FIELD_MAYBE },
  { "departments", N_ ("Departments"), N_ ("Responsible for these only"),
    MUSTER_FIELD_STRINGS, MUSTER_FIELD_MAYBE },
  { NULL },
};

const MusterCommand muster_change_user = {
  .name = "user.change",
  .title = N_ ("Change a user's role and scope"),
  .args = "(smsmasmas)",
  .fields = change_user_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = change_user_run,
};

static gboolean
link_user_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  const char *name;
  gint64 person_id;

  g_variant_get (args, "(&sx)", &name, &person_id);
  if (!muster_transaction_allows_all (txn, error) ||
      !muster_users_get_by_name (txn->db, name, &user, error) ||
      (person_id != 0 && !muster_transaction_allows (txn, person_id, error)))
    return FALSE;

  user.person_id = person_id;

  return muster_users_change (txn->db, &user, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField link_user_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "person", N_ ("Employee"), N_ ("Nobody decides a request of their own"),
    MUSTER_FIELD_PERSON },
  { NULL },
};

const MusterCommand muster_link_user = {
  .name = "user.link",
  .title = N_ ("Say which employee a user is"),
  .args = "(sx)",
  .fields = link_user_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = link_user_run,
};

static gboolean
limit_user_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  const char *name;
  MusterDates dates;

  g_variant_get (args, "(&sii)", &name, &dates.from, &dates.to);
  if (dates.to == MUSTER_DATE_NONE)
    dates.to = MUSTER_DATE_EVER;
  if (dates.to < dates.from)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));
  if (!muster_transaction_allows_all (txn, error) ||
      !muster_users_get_by_name (txn->db, name, &user, error))
    return FALSE;

  user.dates = dates;

  return muster_users_change (txn->db, &user, error) && an_admin_stays (txn, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField limit_user_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "from", N_ ("From"), NULL, MUSTER_FIELD_DATE },
  { "to", N_ ("To"), NULL, MUSTER_FIELD_DATE },
  { NULL },
};

const MusterCommand muster_limit_user = {
  .name = "user.limit",
  .title = N_ ("Limit a user's role and scope to some dates"),
  .args = "(sii)",
  .fields = limit_user_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = limit_user_run,
};

static gboolean
set_password (MusterTransaction *txn,
              MusterUserRecord *user,
              const char *password,
              GError **error)
{
  const MusterAccess *access = txn->access;

  if (!password_check (password, error))
    return FALSE;

  if (user->slot != NULL)
    return muster_keys_set_password (access->folder, access->key, user->slot, password,
                                     &access->cost, error);

  user->slot = slot_add (txn, user->name, password, error);

  return user->slot != NULL && muster_users_change (txn->db, user, error);
}

static gboolean
change_password_run (MusterTransaction *txn,
                     GVariant *args,
                     GVariant **result,
                     GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  const char *name, *password;

  g_variant_get (args, "(&s&s)", &name, &password);
  if (!muster_users_get_by_name (txn->db, name, &user, error))
    return FALSE;

  if (user.id != txn->actor->user_id && !muster_actor_may (txn->actor, MUSTER_MAY_ADMIN))
    return muster_error_set (error, MUSTER_ERROR_DENIED,
                             _ ("Only administrators change the passwords of others."));

  if (user.disabled)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("%s is disabled. Enable them first."), user.name);

  return set_password (txn, &user, password, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField change_password_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "password", N_ ("Password"), NULL, MUSTER_FIELD_SECRET, MUSTER_FIELD_REQUIRED },
  { NULL },
};

/* Everybody who sees anything may change their own; whose it is, run asks. */
const MusterCommand muster_change_password = {
  .name = "user.password",
  .title = N_ ("Change a password"),
  .args = "(ss)",
  .fields = change_password_fields,
  .permission = MUSTER_MAY_SEE_DAYS,
  .run = change_password_run,
};

static gboolean
disable_user_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  const char *name;

  g_variant_get (args, "(&s)", &name);
  if (!muster_transaction_allows_all (txn, error) ||
      !muster_users_get_by_name (txn->db, name, &user, error))
    return FALSE;

  user.disabled = TRUE;
  if (!muster_users_change (txn->db, &user, error) || !an_admin_stays (txn, error))
    return FALSE;

  /* Without a slot the password opens nothing any more, not even with the files copied. */
  if (user.slot != NULL)
    {
      if (!muster_keys_remove (txn->access->folder, user.slot, error))
        return FALSE;
      g_clear_pointer (&user.slot, g_free);
      if (!muster_users_change (txn->db, &user, error))
        return FALSE;
    }

  return muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField disable_user_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_disable_user = {
  .name = "user.disable",
  .title = N_ ("Disable a user"),
  .args = "(s)",
  .fields = disable_user_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = disable_user_run,
};

static gboolean
enable_user_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  const char *name, *password;

  g_variant_get (args, "(&s&s)", &name, &password);
  if (!muster_transaction_allows_all (txn, error) ||
      !muster_users_get_by_name (txn->db, name, &user, error))
    return FALSE;

  user.disabled = FALSE;

  return muster_users_change (txn->db, &user, error) &&
         set_password (txn, &user, password, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

const MusterCommand muster_enable_user = {
  .name = "user.enable",
  .title = N_ ("Enable a user with a new password"),
  .args = "(ss)",
  .fields = change_password_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = enable_user_run,
};

static gboolean
rename_company_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  const char *name;

  g_variant_get (args, "(&s)", &name);
  if (*name == '\0')
    return muster_error_set_field (error, "name", _ ("Give the company a name."));

  return muster_transaction_allows_all (txn, error) &&
         muster_settings_set (txn->db, MUSTER_SETTING_COMPANY, name, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS);
}

static const MusterField rename_company_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_rename_company = {
  .name = "company.rename",
  .title = N_ ("Rename the company"),
  .args = "(s)",
  .fields = rename_company_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = rename_company_run,
};

static gboolean
set_company_zone_run (MusterTransaction *txn,
                      GVariant *args,
                      GVariant **result,
                      GError **error)
{
  const char *name;
  g_autoptr (MusterZone) zone = NULL;

  g_variant_get (args, "(&s)", &name);

  return muster_transaction_allows_all (txn, error) &&
         (zone = muster_zone_new (name, error)) != NULL &&
         muster_settings_set (txn->db, MUSTER_SETTING_ZONE, name, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS | MUSTER_TOPIC_RULES);
}

static const MusterField set_company_zone_fields[] = {
  { "zone", N_ ("Time zone"),
    N_ (
      "Shifts without a zone of their own are judged in it, past days too, unless their "
      "period is closed. Sources keep theirs."),
    MUSTER_FIELD_ZONE, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_set_company_zone = {
  .name = "company.zone",
  .title = N_ ("Give the company another time zone"),
  .args = "(s)",
  .fields = set_company_zone_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = set_company_zone_run,
};
