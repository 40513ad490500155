/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-user-listings.h"

#include "muster-audit.h"
#include "muster-cell.h"
#include "muster-command-catalog.h"
#include "muster-delegations.h"
#include "muster-error.h"
#include "muster-name.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-users.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

G_DEFINE_FINAL_TYPE (MusterUserRow, muster_user_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterAuditRow, muster_audit_row, G_TYPE_OBJECT)

static void
muster_user_row_finalize (GObject *object)
{
  MusterUserRow *self = MUSTER_USER_ROW (object);

  g_free (self->name);
  g_strfreev (self->scope.groups);
  g_strfreev (self->scope.departments);
  g_free (self->person_name);
  g_strfreev (self->delegates);

  G_OBJECT_CLASS (muster_user_row_parent_class)->finalize (object);
}

static void
muster_user_row_class_init (MusterUserRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_user_row_finalize;
}

static void
muster_user_row_init (MusterUserRow *self)
{
}

static void
muster_audit_row_finalize (GObject *object)
{
  MusterAuditRow *self = MUSTER_AUDIT_ROW (object);

  g_free (self->user);
  g_free (self->delegate_of);
  g_free (self->command);
  g_free (self->outcome);
  g_free (self->args);
  g_free (self->details);
  g_free (self->message);
  g_free (self->hash);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_audit_row_parent_class)->finalize (object);
}

static void
muster_audit_row_class_init (MusterAuditRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_audit_row_finalize;
}

static void
muster_audit_row_init (MusterAuditRow *self)
{
}

/* ---- Users: dozens, read whole ---- */

MUSTER_CELL_INTEGER (user_get_id, MusterUserRow, id)
MUSTER_CELL_TEXT (user_get_name, MusterUserRow, name)
MUSTER_CELL_INTEGER (user_get_disabled, MusterUserRow, disabled)

static void
user_get_role (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (muster_role_get_code (((MusterUserRow *) row)->role));
}

static void
user_get_groups (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterUserRow *) row)->scope.groups);
}

static void
user_get_departments (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterUserRow *) row)->scope.departments);
}

static void
user_get_all (GObject *row, MusterCell *cell)
{
  cell->integer = ((MusterUserRow *) row)->scope.all;
}

MUSTER_CELL_TEXT (user_get_person, MusterUserRow, person_name)
MUSTER_CELL_INTEGER (user_get_from, MusterUserRow, dates.from)
MUSTER_CELL_INTEGER (user_get_to, MusterUserRow, dates.to)

static void
user_get_delegates (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterUserRow *) row)->delegates);
}

static const MusterColumn users_columns[] = {
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, user_get_name },
  { "role", N_ ("Role"), MUSTER_COLUMN_TEXT, user_get_role, "role" },
  { "everybody", N_ ("Responsible for everybody"), MUSTER_COLUMN_BOOLEAN, user_get_all },
  { "groups", N_ ("Attendance groups"), MUSTER_COLUMN_CODES, user_get_groups },
  { "departments", N_ ("Departments"), MUSTER_COLUMN_CODES, user_get_departments },
  { "disabled", N_ ("Disabled"), MUSTER_COLUMN_BOOLEAN, user_get_disabled },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, user_get_person, .optional = TRUE },
  { "from", N_ ("From"), MUSTER_COLUMN_DATE, user_get_from, .optional = TRUE },
  { "to", N_ ("To"), MUSTER_COLUMN_DATE, user_get_to, .optional = TRUE },
  { "delegates", N_ ("Stands in today"), MUSTER_COLUMN_CODES, user_get_delegates,
    .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, user_get_id, .optional = TRUE },
  { NULL },
};

/* Who decides for a user today. */
static GStrv
delegates_of (GArray *delegations, const char *user)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < delegations->len; i++)
    {
      const MusterDelegationRecord *record =
        &g_array_index (delegations, MusterDelegationRecord, i);

      if (g_str_equal (record->user, user))
        g_strv_builder_add (names, record->delegate);
    }

  return g_strv_builder_end (names);
}

/* Somebody may be a user and no employee, or one who is no more. */
static gboolean
read_person_name (MusterReading *reading, gint64 person_id, char **name, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MusterPerson) person =
    person_id != 0 ? muster_people_get (reading->db, person_id,
                                        muster_reading_get_today (reading), &local)
                   : NULL;

  if (local != NULL && !g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_MISSING))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *name = person != NULL ? g_strdup (person->name) : NULL;

  return TRUE;
}

/* (nullable): the row of a user, as it stands today */
static MusterUserRow *
make_user (MusterReading *reading,
           const MusterUserRecord *record,
           GArray *delegations,
           GError **error)
{
  g_autoptr (MusterUserRow) row = g_object_new (MUSTER_TYPE_USER_ROW, NULL);

  row->id = record->id;
  row->name = g_strdup (record->name);
  row->role = record->role;
  row->scope.all = record->scope.all;
  row->scope.groups = g_strdupv (record->scope.groups);
  row->scope.departments = g_strdupv (record->scope.departments);
  row->disabled = record->disabled;
  row->created_at = record->created_at;
  row->dates = record->dates;
  row->person_id = record->person_id;
  row->delegates = delegates_of (delegations, record->name);

  return read_person_name (reading, record->person_id, &row->person_name, error)
           ? g_steal_pointer (&row)
           : NULL;
}

static GPtrArray *
users_read (MusterReading *reading, MusterFilter *filter, GError **error)
{
  g_autoptr (GArray) records = muster_users_list (reading->db, error);
  g_autofree char *folded = filter->search != NULL ? muster_name_fold (filter->search)
                                                   : NULL;
  g_autoptr (GArray) delegations =
    muster_delegations_list (reading->db, 0, muster_reading_get_today (reading), error);
  g_autoptr (GPtrArray) rows = muster_rows_new ();

  if (records == NULL || delegations == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const MusterUserRecord *record = &g_array_index (records, MusterUserRecord, i);
      MusterUserRow *row;

      if (folded != NULL && !muster_name_matches (record->name, NULL, folded))
        continue;

      row = make_user (reading, record, delegations, error);
      if (row == NULL)
        return NULL;

      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

static gboolean
users_find (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            MusterFinding *finding,
            GError **error)
{
  return muster_finding_number_rows (finding, users_read (reading, filter, error));
}

static GPtrArray *
users_load (MusterReading *reading,
            MusterFinding *finding,
            const gint64 *keys,
            guint n_keys,
            const MusterScope *scope,
            GError **error)
{
  return muster_finding_pick_rows (users_read (reading, finding->filter, error), keys,
                                   n_keys);
}

const MusterListing muster_users_listing = {
  .name = "users",
  .title = N_ ("Users"),
  .permission = MUSTER_MAY_ADMIN,
  .row_type = muster_user_row_get_type,
  .columns = users_columns,
  .topics = MUSTER_TOPIC_USERS,
  .find = users_find,
  .load = users_load,
};

/* ---- Who decides ---- */

static const MusterColumn deciders_columns[] = {
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, user_get_name },
  { "role", N_ ("Role"), MUSTER_COLUMN_TEXT, user_get_role, "role" },
  { NULL },
};

static GPtrArray *
deciders_read (MusterReading *reading, GError **error)
{
  g_autoptr (GArray) records = muster_users_list (reading->db, error);
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterUserRecord *record = &g_array_index (records, MusterUserRecord, i);
      MusterUserRow *row;

      if (record->disabled ||
          !(muster_role_get_permissions (record->role) & MUSTER_MAY_DECIDE))
        continue;

      row = g_object_new (MUSTER_TYPE_USER_ROW, NULL);
      row->name = g_strdup (record->name);
      row->role = record->role;
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
deciders_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (finding, deciders_read (reading, error));
}

static GPtrArray *
deciders_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (deciders_read (reading, error), keys, n_keys);
}

const MusterListing muster_deciders_listing = {
  .name = "deciders",
  .title = N_ ("Who decides"),
  .permission = MUSTER_MAY_DECIDE,
  .row_type = muster_user_row_get_type,
  .columns = deciders_columns,
  .topics = MUSTER_TOPIC_USERS,
  .find = deciders_find,
  .load = deciders_load,
};

/* ---- The audit log ---- */

MUSTER_CELL_INTEGER (audit_get_id, MusterAuditRow, id)
MUSTER_CELL_INSTANT (audit_get_at, MusterAuditRow, at, zone)
MUSTER_CELL_TEXT (audit_get_user, MusterAuditRow, user)
MUSTER_CELL_TEXT (audit_get_delegate, MusterAuditRow, delegate_of)
MUSTER_CELL_TEXT (audit_get_command, MusterAuditRow, command)
MUSTER_CELL_TEXT (audit_get_outcome, MusterAuditRow, outcome)
MUSTER_CELL_TEXT (audit_get_details, MusterAuditRow, details)
MUSTER_CELL_TEXT (audit_get_message, MusterAuditRow, message)
MUSTER_CELL_TEXT (audit_get_hash, MusterAuditRow, hash)

static void
audit_get_args (GObject *row, MusterCell *cell)
{
  const char *args = ((MusterAuditRow *) row)->args;

  cell->variant = args != NULL ? json_gvariant_deserialize_data (args, -1, NULL, NULL)
                               : NULL;
  if (cell->variant != NULL)
    g_variant_ref_sink (cell->variant);
}

static const MusterColumn audit_columns[] = {
  { "id", N_ ("Number"), MUSTER_COLUMN_INTEGER, audit_get_id },
  { "at", N_ ("Time"), MUSTER_COLUMN_INSTANT, audit_get_at },
  { "user", N_ ("User"), MUSTER_COLUMN_TEXT, audit_get_user },
  { "command", N_ ("Action"), MUSTER_COLUMN_TEXT, audit_get_command, "command" },
  { "outcome", N_ ("Outcome"), MUSTER_COLUMN_TEXT, audit_get_outcome, "outcome" },
  { "details", N_ ("Details"), MUSTER_COLUMN_TEXT, audit_get_details },
  { "args", N_ ("Arguments"), MUSTER_COLUMN_VARIANT, audit_get_args, .optional = TRUE },
  { "message", N_ ("Message"), MUSTER_COLUMN_TEXT, audit_get_message, .optional = TRUE },
  { "delegate_of", N_ ("On behalf of"), MUSTER_COLUMN_TEXT, audit_get_delegate,
    .optional = TRUE },
  { "hash", N_ ("Hash"), MUSTER_COLUMN_TEXT, audit_get_hash, .optional = TRUE },
  { NULL },
};

/* An entry may speak of anybody: whoever is responsible for some only sees none. */
static gboolean
audit_find (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            MusterFinding *finding,
            GError **error)
{
  g_autoptr (MusterFilter) newest = muster_filter_copy (filter);
  GArray *keys;

  if (!scope->all)
    return TRUE;

  if (filter->order == NULL)
    newest->descending = !filter->descending;
  keys = muster_audit_find (reading->db, newest,
                            muster_reading_get_span (reading, filter->dates),
                            finding->counts, &finding->total, error);
  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

static const char *
argument_title (const MusterCommand *command, const char *name)
{
  for (const MusterField *field = command != NULL ? command->fields : NULL;
       field != NULL && field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return _ (field->title);

  return name;
}

static char *
argument_say (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? C_ ("boolean", "Yes")
                                                   : C_ ("boolean", "No"));

  if (g_variant_is_container (value))
    return json_gvariant_serialize_data (value, NULL);

  return g_variant_print (value, FALSE);
}

/* What an entry speaks of, in words: the arguments that say something, by their titles. */
static char *
args_say (const char *name, const char *args)
{
  const MusterCommand *command = muster_command_find (name);
  g_autoptr (GVariant) values = NULL;
  g_autoptr (GString) text = NULL;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (args == NULL)
    return NULL;

  values = json_gvariant_deserialize_data (args, -1, "a{sv}", NULL);
  if (values == NULL)
    return g_strdup (args);

  g_variant_ref_sink (values);
  text = g_string_new (NULL);
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autofree char *said = argument_say (value);

      if (*said == '\0' || g_str_equal (said, "{}") || g_str_equal (said, "[]"))
        continue;
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "",
                              argument_title (command, key), said);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GPtrArray *
audit_load (MusterReading *reading,
            MusterFinding *finding,
            const gint64 *keys,
            guint n_keys,
            const MusterScope *scope,
            GError **error)
{
  g_autoptr (GArray) entries = muster_audit_load (reading->db, keys, n_keys, error);
  GPtrArray *rows;

  if (entries == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      const MusterAuditEntry *entry = &g_array_index (entries, MusterAuditEntry, i);
      MusterAuditRow *row = NULL;

      if (entry->seq != 0 && scope->all)
        {
          row = g_object_new (MUSTER_TYPE_AUDIT_ROW, NULL);
          row->id = entry->seq;
          row->at = entry->at;
          row->user = g_strdup (entry->user);
          row->delegate_of = g_strdup (entry->delegate_of);
          row->command = g_strdup (entry->command);
          row->outcome = g_strdup (entry->outcome);
          row->args = g_strdup (entry->args);
          row->details = args_say (entry->command, entry->args);
          row->message = g_strdup (entry->message);
          row->hash = g_strdup (entry->hash);
          row->zone = muster_zone_ref (reading->zone);
        }
      g_ptr_array_add (rows, row);
    }

  return rows;
}

const MusterListing muster_audit_listing = {
  .name = "audit",
  .states = "done denied failed",
  .title = N_ ("Audit log"),
  .permission = MUSTER_MAY_AUDIT,
  .row_type = muster_audit_row_get_type,
  .columns = audit_columns,
  .topics = MUSTER_TOPIC_AUDIT,
  .find = audit_find,
  .load = audit_load,
};
