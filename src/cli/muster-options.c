/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "muster-print.h"
#include "muster-usage-error.h"

static const MusterField *
find_field (const MusterField *const *tables, const char *name)
{
  for (; *tables != NULL; tables++)
    for (const MusterField *field = *tables; field->name != NULL; field++)
      if (g_str_equal (field->name, name))
        return field;

  return NULL;
}

static gboolean
put_value (GVariantDict *options,
           const MusterField *field,
           const char *text,
           GError **error)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) earlier = NULL;
  g_auto (GStrv) strings = NULL;
  GVariant *value;

  if (field->kind == MUSTER_FIELD_STRINGS)
    {
      if (g_variant_dict_lookup (options, field->name, "^as", &earlier))
        g_strv_builder_addv (all, (const char **) earlier);
      g_strv_builder_add (all, text);
      strings = g_strv_builder_end (all);
      g_variant_dict_insert (options, field->name, "^as", strings);
      return TRUE;
    }

  value = muster_field_parse (field, text, &local);
  if (value == NULL)
    return muster_usage_error_set (error, "--%s: %s", field->name, local->message);

  g_variant_dict_insert_value (options, field->name, value);
  return TRUE;
}

gboolean
muster_options_parse (const MusterField *const *tables,
                      const char *const *words,
                      gsize *n_read,
                      GVariantDict *options,
                      GStrvBuilder *arguments,
                      GError **error)
{
  gsize i;

  for (i = 0; words[i] != NULL; i++)
    {
      const char *word = g_str_equal (words[i], "-h") ? "--help" : words[i];
      const char *equals = strchr (word, '=');
      g_autofree char *name = NULL;
      const MusterField *field;

      if (word[0] != '-' || word[1] == '\0')
        {
          if (n_read != NULL)
            break;
          g_strv_builder_add (arguments, word);
          continue;
        }

      if (g_str_equal (word, "--"))
        {
          i++;
          while (n_read == NULL && words[i] != NULL)
            g_strv_builder_add (arguments, words[i++]);
          break;
        }

      name = equals != NULL ? g_strndup (word, equals - word) : g_strdup (word);
      field = g_str_has_prefix (name, "--") ? find_field (tables, name + 2) : NULL;
      if (field == NULL)
        return muster_usage_error_set (error, _ ("There is no option %s"), name);

      if (field->kind == MUSTER_FIELD_BOOLEAN)
        {
          if (equals != NULL)
            return muster_usage_error_set (error, _ ("The option %s takes no value"),
                                           name);
          g_variant_dict_insert (options, field->name, "b", TRUE);
          continue;
        }

      if (equals == NULL && words[i + 1] == NULL)
        return muster_usage_error_set (error, _ ("The option %s needs a value"), name);

      if (!put_value (options, field, equals != NULL ? equals + 1 : words[++i], error))
        return FALSE;
    }

  if (n_read != NULL)
    *n_read = i;

  return TRUE;
}

static const char *
get_placeholder (const MusterField *field)
{
  switch (field->kind)
    {
    case MUSTER_FIELD_BOOLEAN:
      return NULL;
    case MUSTER_FIELD_INTEGER:
      return _ ("N");
    case MUSTER_FIELD_DATE:
      return _ ("DATE");
    case MUSTER_FIELD_PATH:
      return _ ("PATH");
    case MUSTER_FIELD_PERSON:
      return _ ("STAFF-NO");
    case MUSTER_FIELD_CHOICE:
      return _ ("WORD");
    default:
      return _ ("TEXT");
    }
}

void
muster_options_print (const MusterField *fields)
{
  for (const MusterField *field = fields; field->name != NULL; field++)
    {
      const char *placeholder = get_placeholder (field);
      g_autofree char *left = NULL;
      g_autofree char *padded = NULL;

      if (placeholder != NULL)
        left = g_strdup_printf ("--%s %s", field->name, placeholder);
      else
        left = g_strdup_printf ("--%s", field->name);
      padded = muster_print_pad (left, 26, FALSE);
      g_print ("  %s  %s\n", padded, _ (field->title));
    }
}

char *
muster_options_get_text (GVariantDict *options, const char *name)
{
  char *text = NULL;

  g_variant_dict_lookup (options, name, "s", &text);
  return text;
}

gboolean
muster_options_has (GVariantDict *options, const char *name)
{
  gboolean given = FALSE;

  return g_variant_dict_lookup (options, name, "b", &given) && given;
}
