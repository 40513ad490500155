/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-enrolment.h"

#include "muster-badges.h"
#include "muster-cell.h"
#include "muster-error.h"
#include "muster-intake.h"
#include "muster-imports.h"
#include "muster-ledger.h"
#include "muster-people-commands.h"
#include "muster-people-format.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-rulebook.h"
#include "muster-sources.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterEnrolmentRow, muster_enrolment_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterEnrolment, muster_enrolment, G_TYPE_OBJECT)

/* A badge of a draft, with texts of its own. */
typedef struct
{
  char *source;
  char *key;
} Badge;

/* What a row wants, kept until all of the list was read. */
typedef struct
{
  MusterEnrolmentRow *row;
  MusterPerson *person;
  gboolean has_department;
  gboolean has_group;
  gboolean has_joined;
  gboolean has_left;
  GArray *badges; /* of Badge */
} Wish;

/* A list that is being read, and then compared with what is there. */
typedef struct
{
  MusterPeopleSink sink;
  MusterEnrolment *enrolment;
  GPtrArray *wishes;

  MusterDb *db;
  MusterDate today;
  MusterRulebook *rules;
  GPtrArray *sources;
  MusterTransaction *txn; /* NULL for a look */
} Reader;

static void
muster_enrolment_row_finalize (GObject *object)
{
  MusterEnrolmentRow *self = MUSTER_ENROLMENT_ROW (object);

  g_free (self->staff_no);
  g_free (self->name);
  g_free (self->department);
  g_free (self->group);
  g_strfreev (self->fields);
  g_free (self->field);
  g_free (self->message);

  G_OBJECT_CLASS (muster_enrolment_row_parent_class)->finalize (object);
}

static void
muster_enrolment_row_class_init (MusterEnrolmentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_enrolment_row_finalize;
}

static void
muster_enrolment_row_init (MusterEnrolmentRow *self)
{
}

static void
muster_enrolment_finalize (GObject *object)
{
  MusterEnrolment *self = MUSTER_ENROLMENT (object);

  g_clear_pointer (&self->found, g_variant_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_enrolment_parent_class)->finalize (object);
}

static void
muster_enrolment_class_init (MusterEnrolmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_enrolment_finalize;
}

static void
muster_enrolment_init (MusterEnrolment *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
badge_clear (gpointer data)
{
  Badge *badge = data;

  g_free (badge->source);
  g_free (badge->key);
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->row);
  g_object_unref (wish->person);
  g_array_unref (wish->badges);
  g_free (wish);
}

/* ---- Reading the list ---- */

static const char *
text_or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
reader_take (MusterPeopleSink *sink, const MusterPersonDraft *draft, GError **error)
{
  Reader *self = (Reader *) sink;
  Wish *wish = g_new0 (Wish, 1);
  MusterPerson *person = muster_person_new ();
  MusterEnrolmentRow *row = g_object_new (MUSTER_TYPE_ENROLMENT_ROW, NULL);

  g_set_str (&person->staff_no, draft->staff_no);
  g_set_str (&person->name, draft->name);
  g_set_str (&person->department, text_or_null (draft->department));
  g_set_str (&person->group, draft->group != NULL ? draft->group : "");
  person->joined = draft->joined;
  person->left = draft->left;

  row->line = draft->line;
  row->staff_no = g_strdup (draft->staff_no);
  row->name = g_strdup (draft->name);
  row->department = g_strdup (person->department);
  row->group = g_strdup (text_or_null (draft->group));

  wish->row = row;
  wish->person = person;
  wish->has_department = draft->department != NULL;
  wish->has_group = text_or_null (draft->group) != NULL;
  wish->has_joined = draft->has_joined;
  wish->has_left = draft->has_left;
  wish->badges = g_array_new (FALSE, FALSE, sizeof (Badge));
  g_array_set_clear_func (wish->badges, badge_clear);
  for (gsize i = 0; i < draft->n_badges; i++)
    {
      Badge badge = { g_strdup (draft->badges[i].source),
                      g_strdup (draft->badges[i].key) };

      g_array_append_val (wish->badges, badge);
    }
  g_ptr_array_add (self->wishes, wish);
  g_ptr_array_add (self->enrolment->rows, g_object_ref (row));

  return TRUE;
}

static void
reader_fault (MusterPeopleSink *sink,
              guint64 line,
              const char *field,
              const char *message)
{
  Reader *self = (Reader *) sink;
  MusterEnrolmentRow *row = g_object_new (MUSTER_TYPE_ENROLMENT_ROW, NULL);

  row->line = line;
  row->outcome = MUSTER_ENROLMENT_FAULTY;
  row->field = g_strdup (field);
  row->message = g_strdup (message);
  g_ptr_array_add (self->enrolment->rows, row);
}

/* ---- Comparing with what is there ---- */

/* A group is written by its code or by its name. */
static const char *
reader_get_group (Reader *self, const char *written)
{
  MusterRuleset *ruleset = muster_rulebook_find (self->rules, self->today);

  if (ruleset == NULL || muster_ruleset_find_group (ruleset, written) != NULL)
    return written;

  for (guint i = 0; i < ruleset->groups->len; i++)
    {
      MusterGroup *group = g_ptr_array_index (ruleset->groups, i);

      if (g_strcmp0 (group->name, written) == 0)
        return group->code;
    }

  return written;
}

static const char *
reader_get_default_group (Reader *self)
{
  MusterRuleset *ruleset = muster_rulebook_find (self->rules, self->today);

  if (ruleset == NULL || ruleset->groups->len == 0)
    return "";

  return MUSTER_GROUP (g_ptr_array_index (ruleset->groups, 0))->code;
}

static gboolean
reader_find_source (Reader *self, const char *name, gint64 *id, GError **error)
{
  *id = 0;
  if (name == NULL)
    return TRUE;

  for (guint i = 0; i < self->sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (self->sources, i);

      if (g_strcmp0 (source->name, name) == 0)
        *id = source->id;
    }

  if (*id == 0)
    return muster_error_set_field (error, "badge", _ ("There is no source called “%s”."),
                                   name);

  return TRUE;
}

/* Whether the person has that number: on the source named, or on every one. */
static gboolean
person_has_badge (MusterPerson *person, const Badge *badge)
{
  g_autofree char *suffix =
    g_strconcat (badge->source != NULL ? badge->source : "", ":", badge->key, NULL);

  for (guint i = 0; person->badges != NULL && person->badges[i] != NULL; i++)
    if (badge->source != NULL ? g_str_equal (person->badges[i], suffix)
                              : g_str_has_suffix (person->badges[i], suffix))
      return TRUE;

  return FALSE;
}

static void
note_change (GStrvBuilder *fields, gboolean changed, const char *name)
{
  if (changed)
    g_strv_builder_add (fields, name);
}

/* Fills what the list does not say from the person as it is, and names what changes. */
static GStrv
wish_complete (Wish *wish, MusterPerson *old)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  MusterPerson *person = wish->person;

  person->id = old->id;
  g_set_str (&person->uid, old->uid);
  g_set_str (&person->zone, old->zone);
  person->exempt = old->exempt;
  if (!wish->has_department)
    g_set_str (&person->department, old->department);
  if (!wish->has_group)
    g_set_str (&person->group, old->group);
  if (!wish->has_joined)
    person->joined = old->joined;
  if (!wish->has_left)
    person->left = old->left;

  note_change (fields, g_strcmp0 (person->name, old->name) != 0, "name");
  note_change (fields, g_strcmp0 (person->department, old->department) != 0,
               "department");
  note_change (fields, g_strcmp0 (person->group, old->group) != 0, "group");
  note_change (fields, person->joined != old->joined, "joined");
  note_change (fields, person->left != old->left, "left");
  for (guint i = 0; i < wish->badges->len; i++)
    if (!person_has_badge (old, &g_array_index (wish->badges, Badge, i)))
      {
        g_strv_builder_add (fields, "badge");
        break;
      }

  return g_strv_builder_end (fields);
}

static gboolean
reader_write (Reader *self, Wish *wish, GError **error)
{
  MusterTransaction *txn = self->txn;
  gint64 id = wish->person->id;

  if (id == 0)
    id = muster_person_enter (txn, wish->person, error);
  else if (!muster_person_rewrite (txn, wish->person, self->today, error))
    return FALSE;

  if (id == 0)
    return FALSE;

  for (guint i = 0; i < wish->badges->len; i++)
    {
      const Badge *badge = &g_array_index (wish->badges, Badge, i);
      gint64 source_id;

      if (!reader_find_source (self, badge->source, &source_id, error) ||
          !muster_badges_expect (txn->db, source_id, badge->key, id, txn->now,
                                 txn->actor->name, error))
        return FALSE;
    }

  return TRUE;
}

/* Everything but writing, so that a look and the deed say the same. */
static gboolean
reader_judge (Reader *self, Wish *wish, GError **error)
{
  g_autoptr (MusterPerson) old = NULL;
  gint64 id = 0;

  if (wish->has_group)
    g_set_str (&wish->person->group, reader_get_group (self, wish->person->group));

  if (!muster_people_get_by_staff_no (self->db, wish->person->staff_no, &id, error))
    return FALSE;

  if (id == 0)
    {
      if (!wish->has_group)
        g_set_str (&wish->person->group, reader_get_default_group (self));
      wish->row->outcome = MUSTER_ENROLMENT_ADDED;
    }
  else
    {
      if (!(old = muster_people_get (self->db, id, self->today, error)))
        return FALSE;
      wish->row->fields = wish_complete (wish, old);
      wish->row->outcome = wish->row->fields[0] != NULL ? MUSTER_ENROLMENT_CHANGED
                                                        : MUSTER_ENROLMENT_SAME;
    }

  for (guint i = 0; i < wish->badges->len; i++)
    {
      gint64 source_id;

      if (!reader_find_source (self, g_array_index (wish->badges, Badge, i).source,
                               &source_id, error))
        return FALSE;
    }

  return muster_person_check (wish->person, error);
}

static gboolean
error_is_of_row (const GError *error)
{
  return error->domain == MUSTER_ERROR && error->code != MUSTER_ERROR_STORAGE;
}

static gboolean
reader_go_through (Reader *self, GError **error)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      Wish *wish = g_ptr_array_index (self->wishes, i);
      g_autoptr (GError) why = NULL;
      gboolean good = reader_judge (self, wish, &why);

      if (good && self->txn != NULL && wish->row->outcome != MUSTER_ENROLMENT_SAME)
        {
          /* A row that fails half-way leaves nothing behind. */
          if (!muster_db_execute (self->db, "SAVEPOINT enrolment", error))
            return FALSE;
          good = reader_write (self, wish, &why);
          if (!muster_db_execute (self->db,
                                  good ? "RELEASE enrolment"
                                       : "ROLLBACK TO enrolment; RELEASE enrolment",
                                  error))
            return FALSE;
        }

      if (good)
        continue;

      if (!error_is_of_row (why))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      wish->row->outcome = MUSTER_ENROLMENT_FAULTY;
      wish->row->field = g_strdup (muster_error_get_field (why));
      wish->row->message = g_strdup (why->message);
    }

  return TRUE;
}

static void
enrolment_count (MusterEnrolment *self)
{
  guint *counts[] = { &self->n_added, &self->n_changed, &self->n_same, &self->n_faulty };

  for (guint i = 0; i < self->rows->len; i++)
    ++*counts[MUSTER_ENROLMENT_ROW (g_ptr_array_index (self->rows, i))->outcome];
}

static gboolean
look_run (MusterReading *reading, gpointer data, GError **error)
{
  Reader *self = data;

  self->db = reading->db;
  self->today = muster_reading_get_today (reading);

  return (self->rules = muster_ledger_get_rules (reading->ledger, reading, error)) !=
           NULL &&
         (self->sources = muster_sources_list (reading->db, error)) != NULL &&
         reader_go_through (self, error);
}

static gboolean
apply_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Reader *self = data;

  self->db = txn->db;
  self->txn = txn;
  self->today = muster_zone_get_civil (txn->zone, txn->now, NULL);

  return (self->rules = muster_rulebook_read (txn->db, txn->zone, error)) != NULL &&
         (self->sources = muster_sources_list (txn->db, error)) != NULL &&
         reader_go_through (self, error) && muster_intake_run (txn, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_PEOPLE);
}

static gboolean
enrolment_asks (MusterEnrolment *self)
{
  g_autoptr (GVariant)
    ask = g_variant_lookup_value (self->found, "ask", G_VARIANT_TYPE ("as"));

  return ask != NULL && g_variant_n_children (ask) > 0;
}

static MusterEnrolment *
enrolment_run (MusterOffice *office,
               MusterActor *actor,
               const char *path,
               GVariant *settings,
               gboolean apply,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GVariant) held = settings != NULL ? g_variant_ref_sink (settings) : NULL;
  g_autoptr (MusterEnrolment) enrolment = g_object_new (MUSTER_TYPE_ENROLMENT, NULL);
  g_autoptr (GPtrArray) wishes = g_ptr_array_new_with_free_func (wish_free);
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (MusterPeopleList) list = NULL;
  g_autofree char *file = g_path_get_basename (path);
  Reader reader = {
    .sink = { reader_take, reader_fault },
    .enrolment = enrolment,
    .wishes = wishes,
  };
  GVariantDict args;
  gboolean done;

  params = muster_mapping_apply (office, actor, "people", muster_people_fields, path,
                                 NULL, held, error);
  if (params == NULL || !(list = muster_people_list_new (params, cancellable, error)))
    return NULL;

  enrolment->found = g_variant_take_ref (muster_people_list_describe (list));
  if (!apply && enrolment_asks (enrolment))
    return g_steal_pointer (&enrolment);

  if (!muster_people_list_run (list, &reader.sink, cancellable, error))
    return NULL;

  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "file", "s", file);
  g_variant_dict_insert (&args, "people", "u", wishes->len);
  if (apply)
    done = muster_office_write (office, actor, MUSTER_MAY_EDIT_PEOPLE, "person.import",
                                g_variant_dict_end (&args), apply_run, &reader,
                                cancellable, error);
  else
    done = muster_office_read (office, actor, MUSTER_MAY_EDIT_PEOPLE, look_run, &reader,
                               cancellable, error);
  if (!apply)
    g_variant_dict_clear (&args);

  g_clear_object (&reader.rules);
  g_clear_pointer (&reader.sources, g_ptr_array_unref);
  if (!done)
    return NULL;

  enrolment_count (enrolment);

  return g_steal_pointer (&enrolment);
}

MusterEnrolment *
muster_enrolment_preview (MusterOffice *office,
                          MusterActor *actor,
                          const char *path,
                          GVariant *settings,
                          GCancellable *cancellable,
                          GError **error)
{
  return enrolment_run (office, actor, path, settings, FALSE, cancellable, error);
}

MusterEnrolment *
muster_enrolment_apply (MusterOffice *office,
                        MusterActor *actor,
                        const char *path,
                        GVariant *settings,
                        GCancellable *cancellable,
                        GError **error)
{
  return enrolment_run (office, actor, path, settings, TRUE, cancellable, error);
}

/* ---- Columns ---- */

MUSTER_CELL_INTEGER (row_get_line, MusterEnrolmentRow, line)
MUSTER_CELL_TEXT (row_get_staff_no, MusterEnrolmentRow, staff_no)
MUSTER_CELL_TEXT (row_get_name, MusterEnrolmentRow, name)
MUSTER_CELL_TEXT (row_get_department, MusterEnrolmentRow, department)
MUSTER_CELL_TEXT (row_get_group, MusterEnrolmentRow, group)
MUSTER_CELL_TEXT (row_get_field, MusterEnrolmentRow, field)
MUSTER_CELL_TEXT (row_get_message, MusterEnrolmentRow, message)

static void
row_get_outcome (GObject *row, MusterCell *cell)
{
  static const char *const codes[] = { "added", "changed", "same", "faulty" };

  cell->text = g_strdup (codes[((MusterEnrolmentRow *) row)->outcome]);
}

static void
row_get_fields (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterEnrolmentRow *) row)->fields);
}

const MusterColumn muster_enrolment_columns[] = {
  { "line", N_ ("Line"), MUSTER_COLUMN_INTEGER, row_get_line },
  { "outcome", N_ ("Outcome"), MUSTER_COLUMN_TEXT, row_get_outcome, "enrolment" },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, row_get_staff_no },
  { "name", N_ ("Full name"), MUSTER_COLUMN_TEXT, row_get_name },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, row_get_department },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, row_get_group },
  { "fields", N_ ("Changes"), MUSTER_COLUMN_CODES, row_get_fields },
  { "field", N_ ("Field at fault"), MUSTER_COLUMN_TEXT, row_get_field, .optional = TRUE },
  { "message", N_ ("Message"), MUSTER_COLUMN_TEXT, row_get_message },
  { NULL },
};

const MusterField *
muster_enrolment_get_fields (void)
{
  return muster_people_fields;
}

const MusterChoice *
muster_enrolment_get_roles (void)
{
  return muster_people_roles;
}
