/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-do-verb.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "muster-command-catalog.h"
#include "muster-errand.h"
#include "muster-error.h"
#include "muster-listing-catalog.h"
#include "muster-options.h"
#include "muster-print.h"
#include "muster-resolve.h"
#include "muster-secret.h"
#include "muster-source-args.h"
#include "muster-sync-plan.h"

static const MusterField do_options[] = {
  { .name = "secret-file",
    .title =
      N_ ("NAME=FILE: where the secret argument NAME is read from; may be repeated"),
    .kind = MUSTER_FIELD_STRINGS },
  { 0 },
};

/* Sources have settings of their kind, which are arguments like the command's own. */
static void
print_fields (const MusterField *fields)
{
  for (const MusterField *field = fields; field->name != NULL; field++)
    {
      g_autofree char *name = muster_print_pad (field->name, 14, FALSE);

      g_print ("      %s  %s\n", name, _ (field->title));
    }
}

static void
do_topics (void)
{
  g_print ("\n%s\n", _ ("Commands, their arguments as NAME=VALUE or NAME@FILE:"));
  for (const MusterCommand *const *command = muster_command_list (); *command != NULL;
       command++)
    {
      g_autofree char *padded = muster_print_pad ((*command)->name, 18, FALSE);

      g_print ("  %s  %s\n", padded, _ ((*command)->title));
      for (const MusterField *field = (*command)->fields; field->name != NULL; field++)
        {
          g_autofree char *name = muster_print_pad (field->name, 14, FALSE);

          g_print ("      %s  %s%s\n", name, _ (field->title),
                   field->flags & MUSTER_FIELD_REQUIRED ? "" : _ (" (may be left out)"));
        }
    }

  g_print ("\n%s\n", _ ("Errands:"));
  g_print ("  source.probe        %s\n",
           _ ("Look at a source: source=NAME, or kind=KIND and its settings"));
  g_print ("  source.set_clock    %s\n",
           _ ("Set the clock of a source to the true time: source=NAME"));
  g_print ("\n%s\n", _ ("The schedule of a source, as arguments of source.add and "
                        "source.change:"));
  print_fields (muster_sync_plan_fields);
}

static const MusterField *
find_field (const MusterCommand *command, const char *name)
{
  for (const MusterField *field = command->fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;

  return NULL;
}

/* What is done is a command, or an errand, which has no arguments of its own but the settings of a
 * source. */
typedef struct
{
  MusterSession *session;
  const char *name;
  const MusterCommand *command;
  MusterSourceArgs *extra; /* settings of a kind of source */
  GVariantDict *values;
} Deed;

static const MusterField *
deed_find_field (const Deed *deed, const char *name, gboolean *extra)
{
  const MusterField *field = deed->command != NULL ? find_field (deed->command, name)
                                                   : NULL;

  *extra = field == NULL;

  return field != NULL ? field : muster_source_args_find (deed->extra, name);
}

static char *
read_text (const char *path, GError **error)
{
  g_autoptr (GFile)
    file = g_file_new_for_path (g_str_equal (path, "-") ? "/dev/stdin" : path);
  g_autofree char *text = NULL;

  if (!g_file_load_contents (file, NULL, &text, NULL, NULL, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  return g_steal_pointer (&text);
}

/* A list is given by repeating its name, or with commas of either script. */
static GVariant *
add_strings (GVariantDict *values, const char *name, const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) earlier = NULL;
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) all = NULL;
  g_autoptr (GString) normal = g_string_new (text);

  g_string_replace (normal, "，", ",", 0);
  if (g_variant_dict_lookup (values, name, "^as", &earlier))
    g_strv_builder_addv (builder, (const char **) earlier);

  parts = g_strsplit (normal->str, ",", -1);
  for (char **part = parts; *part != NULL; part++)
    if (g_strstrip (*part)[0] != '\0')
      g_strv_builder_add (builder, *part);
  all = g_strv_builder_end (builder);

  return g_variant_new_strv ((const char *const *) all, -1);
}

static GVariant *
parse_variant (const MusterField *field, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  GVariant *value = g_variant_parse (NULL, text, NULL, NULL, &local);

  if (value == NULL)
    {
      muster_usage_error_set (error, "%s: %s", field->name, local->message);
      return NULL;
    }

  return g_variant_new_variant (value);
}

static GVariant *
parse_value (MusterSession *session,
             GVariantDict *values,
             const MusterField *field,
             const char *text,
             GError **error)
{
  g_autofree char *listing = NULL;
  GVariant *value;
  gint64 number;

  switch (field->kind)
    {
    case MUSTER_FIELD_PERSON:
      number = muster_resolve_person (session, text, error);
      return number != 0 ? g_variant_new_int64 (number) : NULL;
    case MUSTER_FIELD_RECORD:
      listing = g_strconcat (field->name, "s", NULL);
      number =
        muster_resolve_record (session, muster_listing_lookup (listing), text, error);
      return number != 0 ? g_variant_new_int64 (number) : NULL;
    case MUSTER_FIELD_INSTANT:
      if (muster_instant_parse (text, muster_company_get_zone (session->company), &number,
                                error))
        return g_variant_new_int64 (number);
      g_prefix_error (error, "%s: ", field->name);
      return NULL;
    case MUSTER_FIELD_STRINGS:
      return add_strings (values, field->name, text);
    case MUSTER_FIELD_VARIANT:
      return parse_variant (field, text, error);
    default:
      value = muster_field_parse (field, text, error);
      if (value == NULL)
        g_prefix_error (error, "%s: ", field->name);
      return value;
    }
}

/* For an errand these say what it is about, and are read already. */
static gboolean
is_told (const Deed *deed, const char *name)
{
  return deed->command == NULL &&
         (g_str_equal (name, "source") || g_str_equal (name, "kind"));
}

static gboolean
read_argument (const Deed *deed, const char *argument, GError **error)
{
  gsize length = strcspn (argument, "=@");
  g_autofree char *name = g_strndup (argument, length);
  g_autofree char *content = NULL;
  const char *text = argument + length + 1;
  const MusterField *field;
  gboolean extra;
  GVariant *value;

  if (argument[length] == '\0')
    return muster_usage_error_set (error, _ ("Give arguments as NAME=VALUE, not “%s”"),
                                   argument);

  if (is_told (deed, name))
    return TRUE;

  if ((field = deed_find_field (deed, name, &extra)) == NULL)
    return muster_usage_error_set (
      error, _ ("%s has no argument %s: see “musterctl help do”"), deed->name, name);

  if (field->kind == MUSTER_FIELD_SECRET)
    return muster_usage_error_set (
      error,
      _ ("%s is a secret and would be seen on the command line: "
         "use --secret-file %s=FILE"),
      name, name);

  if (argument[length] == '=' && (field->flags & MUSTER_FIELD_CONFIDENTIAL) != 0)
    return muster_usage_error_set (
      error, _ ("%s is a secret and would be seen on the command line: use %s@FILE"),
      name, name);

  if (!extra && g_variant_dict_contains (deed->values, name) &&
      field->kind != MUSTER_FIELD_STRINGS)
    return muster_usage_error_set (error, _ ("The argument %s was given twice"), name);

  if (argument[length] == '@')
    {
      content = read_text (text, error);
      if (content == NULL)
        return FALSE;
      text = content;
    }

  if (!g_utf8_validate (text, -1, NULL))
    return muster_error_set (error, MUSTER_ERROR_INVALID, _ ("%s is not UTF-8 text"),
                             name);

  value = parse_value (deed->session, deed->values, field, text, error);
  if (value == NULL)
    return FALSE;

  if (extra)
    muster_source_args_set (deed->extra, field, value);
  else
    g_variant_dict_insert_value (deed->values, name, value);
  return TRUE;
}

static gboolean
find_secret_file (char **files, const char *name, const char **path)
{
  for (char **file = files; file != NULL && *file != NULL; file++)
    {
      gsize length = strcspn (*file, "=");

      if (strlen (name) == length && strncmp (*file, name, length) == 0 &&
          (*file)[length] == '=')
        {
          *path = *file + length + 1;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_secrets (const Deed *deed, char **files, GError **error)
{
  const MusterField none = { 0 };
  const MusterField *field = deed->command != NULL ? deed->command->fields : &none;

  for (; field->name != NULL; field++)
    {
      const char *path;
      char *secret;

      if (field->kind != MUSTER_FIELD_SECRET)
        continue;

      if (find_secret_file (files, field->name, &path))
        secret = muster_secret_read (path, error);
      else if (muster_secret_can_prompt ())
        secret = muster_secret_prompt (_ (field->title), TRUE, error);
      else
        return muster_usage_error_set (error, _ ("Use --secret-file %s=FILE"),
                                       field->name);

      if (secret == NULL)
        return FALSE;

      g_variant_dict_insert (deed->values, field->name, "s", secret);
      muster_company_wipe (secret);
    }

  return TRUE;
}

/* Most devices have none: those of a kind are read when they are given, and asked for with a
 * lone "-". */
static gboolean
read_extra_secrets (const Deed *deed, char **files, GError **error)
{
  for (char **file = files; file != NULL && *file != NULL; file++)
    {
      g_autofree char *name = g_strndup (*file, strcspn (*file, "="));
      const char *path = *file + strlen (name) + 1;
      const MusterField *field;
      gboolean extra;
      char *secret;

      field = deed_find_field (deed, name, &extra);
      if (field == NULL || !extra)
        continue;

      secret = g_str_equal (path, "-") && muster_secret_can_prompt ()
                 ? muster_secret_prompt (_ (field->title), FALSE, error)
                 : muster_secret_read (path, error);
      if (secret == NULL)
        return FALSE;

      muster_source_args_set (deed->extra, field, g_variant_new_string (secret));
      muster_company_wipe (secret);
    }

  return TRUE;
}

static gboolean
check_secret_files (const Deed *deed, char **files, GError **error)
{
  for (char **file = files; file != NULL && *file != NULL; file++)
    {
      g_autofree char *name = g_strndup (*file, strcspn (*file, "="));
      const MusterField *field;
      gboolean extra;

      field = deed_find_field (deed, name, &extra);
      if (strchr (*file, '=') == NULL || field == NULL ||
          field->kind != MUSTER_FIELD_SECRET)
        return muster_usage_error_set (error, _ ("%s has no secret argument %s"),
                                       deed->name, name);
    }

  return TRUE;
}

static void
print_result (GVariant *result)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gsize n = g_variant_n_children (result);

  if (n == 0)
    return;

  if (n == 1)
    {
      g_autoptr (GVariant) only = g_variant_get_child_value (result, 0);

      muster_print_json_variant (line, only);
    }
  else
    {
      muster_print_json_variant (line, result);
    }

  g_string_append_c (line, '\n');
  fwrite (line->str, 1, line->len, stdout);
}

gboolean
muster_do_submit (MusterSession *session,
                  const MusterCommand *command,
                  GVariantDict *values,
                  GError **error)
{
  GVariant *args =
    muster_command_build_args (command, g_variant_dict_end (values), error);
  g_autoptr (GVariant) result = NULL;

  if (args == NULL)
    return FALSE;

  result = muster_office_submit (muster_company_get_office (session->company),
                                 session->actor, command, args, session->cancellable,
                                 error);
  if (result == NULL)
    return FALSE;

  print_result (result);
  return TRUE;
}

/* ---- Errands: what asks a source and changes nothing of the company ---- */

#define PROBE "source.probe"
#define SET_CLOCK "source.set_clock"

static gboolean
is_errand (const char *name)
{
  return g_str_equal (name, PROBE) || g_str_equal (name, SET_CLOCK);
}

/* What would mend it is of no use unless it is seen. */
static void
say_value (GError **error)
{
  const char *value = error != NULL ? muster_error_get_value (*error) : NULL;

  if (value != NULL)
    {
      g_autofree char *message = g_strdup_printf ("%s [%s]", (*error)->message, value);

      g_set_str (&(*error)->message, message);
    }
}

static gboolean
errand_run (const Deed *deed, GError **error)
{
  MusterOffice *office = muster_company_get_office (deed->session->company);
  MusterActor *actor = deed->session->actor;
  GCancellable *cancellable = deed->session->cancellable;
  gint64 id = muster_source_args_get_source (deed->extra);
  g_autoptr (GVariant) settings = muster_source_args_get_values (deed->extra);
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (g_str_equal (deed->name, SET_CLOCK))
    return muster_errand_set_clock (office, actor, id, cancellable, error);

  found = id != 0 ? muster_errand_probe_source (office, actor, id, cancellable, error)
                  : muster_errand_probe (office, actor,
                                         muster_source_args_get_kind (deed->extra), NULL,
                                         settings, cancellable, error);
  if (found == NULL)
    {
      say_value (error);
      return FALSE;
    }

  muster_print_json_variant (line, found);
  g_string_append_c (line, '\n');
  fwrite (line->str, 1, line->len, stdout);
  return TRUE;
}

static gboolean
command_run (const Deed *deed, GError **error)
{
  MusterOffice *office = muster_company_get_office (deed->session->company);
  g_autoptr (GVariant) result = NULL;
  GVariant *args;

  if (deed->extra != NULL)
    muster_source_args_finish (deed->extra, deed->values);

  args =
    muster_command_build_args (deed->command, g_variant_dict_end (deed->values), error);
  if (args == NULL)
    return FALSE;

  result = muster_office_submit (office, deed->session->actor, deed->command, args,
                                 deed->session->cancellable, error);
  if (result == NULL)
    return FALSE;

  print_result (result);
  return TRUE;
}

static gboolean
do_run (MusterSession *session,
        GVariantDict *options,
        const char *const *arguments,
        GError **error)
{
  g_autoptr (GVariantDict) values = g_variant_dict_new (NULL);
  g_autoptr (MusterSourceArgs) extra = NULL;
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) files = NULL;
  Deed deed = {
    .session = session,
    .name = arguments[0],
    .command = muster_command_find (arguments[0]),
    .values = values,
  };

  if (deed.command == NULL && !is_errand (deed.name))
    return muster_usage_error_set (
      error, _ ("There is no command %s: see “musterctl help do”"), arguments[0]);

  if (muster_session_open (session, error) == NULL)
    return FALSE;

  deed.extra = extra =
    muster_source_args_new (session, deed.command, arguments + 1, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_variant_dict_lookup (options, "secret-file", "^as", &files);
  if (!check_secret_files (&deed, files, error))
    return FALSE;

  for (const char *const *argument = arguments + 1; *argument != NULL; argument++)
    if (!read_argument (&deed, *argument, error))
      return FALSE;

  if (!read_secrets (&deed, files, error) || !read_extra_secrets (&deed, files, error))
    return FALSE;

  return deed.command != NULL ? command_run (&deed, error) : errand_run (&deed, error);
}

const MusterVerb muster_do_verb = {
  .name = "do",
  .title = N_ ("Do something that changes the company"),
  .arguments = N_ ("COMMAND [NAME=VALUE…]"),
  .options = do_options,
  .least = 1,
  .most = G_MAXUINT,
  .topics = do_topics,
  .run = do_run,
};
