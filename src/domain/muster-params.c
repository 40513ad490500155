/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-params.h"

#include <math.h>

#include "muster-civil.h"
#include "muster-error.h"

#include <glib/gi18n-lib.h>

struct _MusterParams
{
  GObject parent_instance;

  const MusterField *fields;
  GHashTable *values; /* field name to GVariant, defaults included */
};

G_DEFINE_FINAL_TYPE (MusterParams, muster_params, G_TYPE_OBJECT)

static void
muster_params_finalize (GObject *object)
{
  MusterParams *self = MUSTER_PARAMS (object);

  g_hash_table_unref (self->values);

  G_OBJECT_CLASS (muster_params_parent_class)->finalize (object);
}

static void
muster_params_class_init (MusterParamsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_params_finalize;
}

static void
muster_params_init (MusterParams *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) g_variant_unref);
}

const GVariantType *
muster_field_get_variant_type (const MusterField *field)
{
  switch (field->kind)
    {
    case MUSTER_FIELD_BOOLEAN:
      return G_VARIANT_TYPE_BOOLEAN;

    case MUSTER_FIELD_REAL:
      return G_VARIANT_TYPE_DOUBLE;

    case MUSTER_FIELD_DATE:
      return G_VARIANT_TYPE_INT32;

    case MUSTER_FIELD_INTEGER:
    case MUSTER_FIELD_MINUTES:
    case MUSTER_FIELD_SECONDS:
    case MUSTER_FIELD_INSTANT:
    case MUSTER_FIELD_PERSON:
    case MUSTER_FIELD_RECORD:
      return G_VARIANT_TYPE_INT64;

    case MUSTER_FIELD_STRINGS:
      return G_VARIANT_TYPE_STRING_ARRAY;

    case MUSTER_FIELD_VARIANT:
      return G_VARIANT_TYPE_VARIANT;

    case MUSTER_FIELD_TEXT:
    case MUSTER_FIELD_SECRET:
    case MUSTER_FIELD_CHOICE:
    case MUSTER_FIELD_ZONE:
    case MUSTER_FIELD_PATH:
    default:
      return G_VARIANT_TYPE_STRING;
    }
}

static gboolean
check_number (const MusterField *field, double number, GError **error)
{
  if (!isfinite (number))
    return muster_error_set_field (error, field->name, _ ("%s: this is not a number."),
                                   _ (field->title));

  if (field->min < field->max && (number < field->min || number > field->max))
    return muster_error_set_field (error, field->name, _ ("%s: between %.15g and %.15g."),
                                   _ (field->title), field->min, field->max);

  return TRUE;
}

static gboolean
check_choice (const MusterField *field, const char *value, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  if (*value == '\0' && !(field->flags & MUSTER_FIELD_REQUIRED))
    return TRUE;

  for (const MusterChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      if (g_str_equal (choice->value, value))
        return TRUE;

      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", choice->value);
    }

  return muster_error_set_field (error, field->name, _ ("%s: “%s” is not one of %s."),
                                 _ (field->title), value, all->str);
}

static gboolean
check_text (const MusterField *field, const char *value, GError **error)
{
  g_autoptr (MusterZone) zone = NULL;

  if (*value == '\0')
    {
      if (field->flags & MUSTER_FIELD_REQUIRED)
        return muster_error_set_field (
          error, field->name, _ ("%s: this may not be empty."), _ (field->title));

      return TRUE;
    }

  if (field->kind == MUSTER_FIELD_ZONE && (zone = muster_zone_new (value, NULL)) == NULL)
    return muster_error_set_field (error, field->name,
                                   _ ("%s: “%s” is not a time zone this system knows."),
                                   _ (field->title), value);

  return TRUE;
}

gboolean
muster_field_check (const MusterField *field, GVariant *value, GError **error)
{
  if (!g_variant_is_of_type (value, muster_field_get_variant_type (field)))
    return muster_error_set_field (
      error, field->name, _ ("%s: this is a value of another kind."), _ (field->title));

  switch (field->kind)
    {
    case MUSTER_FIELD_INTEGER:
    case MUSTER_FIELD_MINUTES:
    case MUSTER_FIELD_SECONDS:
      return check_number (field, (double) g_variant_get_int64 (value), error);

    case MUSTER_FIELD_REAL:
      return check_number (field, g_variant_get_double (value), error);

    case MUSTER_FIELD_CHOICE:
      return check_choice (field, g_variant_get_string (value, NULL), error) &&
             check_text (field, g_variant_get_string (value, NULL), error);

    case MUSTER_FIELD_TEXT:
    case MUSTER_FIELD_SECRET:
    case MUSTER_FIELD_ZONE:
    case MUSTER_FIELD_PATH:
      return check_text (field, g_variant_get_string (value, NULL), error);

    case MUSTER_FIELD_BOOLEAN:
    case MUSTER_FIELD_DATE:
    case MUSTER_FIELD_INSTANT:
    case MUSTER_FIELD_PERSON:
    case MUSTER_FIELD_RECORD:
    case MUSTER_FIELD_STRINGS:
    case MUSTER_FIELD_VARIANT:
    default:
      return TRUE;
    }
}

static GVariant *
parse_boolean (const MusterField *field, const char *text, GError **error)
{
  static const char *const yes[] = { "true", "yes", "1", "on", NULL };
  static const char *const no[] = { "false", "no", "0", "off", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (g_strv_contains (yes, lower))
    return g_variant_new_boolean (TRUE);

  if (g_strv_contains (no, lower))
    return g_variant_new_boolean (FALSE);

  muster_error_set_field (error, field->name, _ ("%s: write yes or no."),
                          _ (field->title));

  return NULL;
}

static GVariant *
parse_number (const MusterField *field, const char *text, GError **error)
{
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return g_variant_new_int64 (number);

  muster_error_set_field (error, field->name, _ ("%s: “%s” is not a whole number."),
                          _ (field->title), text);

  return NULL;
}

static GVariant *
parse_real (const MusterField *field, const char *text, GError **error)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0')
    return g_variant_new_double (number);

  muster_error_set_field (error, field->name, _ ("%s: “%s” is not a number."),
                          _ (field->title), text);

  return NULL;
}

static GVariant *
parse_date (const MusterField *field, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  MusterDate date;

  if (muster_date_parse (text, &date, &local))
    return g_variant_new_int32 (date);

  muster_error_set_field (error, field->name, "%s: %s", _ (field->title), local->message);

  return NULL;
}

static GVariant *
parse_instant (const MusterField *field, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 at;

  if (muster_instant_parse (text, NULL, &at, &local))
    return g_variant_new_int64 (at);

  muster_error_set_field (error, field->name, "%s: %s", _ (field->title), local->message);

  return NULL;
}

static GVariant *
parse_strings (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint kept = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        g_clear_pointer (&parts[i], g_free);
      else
        parts[kept++] = parts[i];
    }
  parts[kept] = NULL;

  return g_variant_new_strv ((const char *const *) parts, kept);
}

static GVariant *
parse_variant (const MusterField *field, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  GVariant *value = g_variant_parse (NULL, text, NULL, NULL, &local);

  if (value != NULL)
    {
      g_autoptr (GVariant) held = value;

      return g_variant_new_variant (held);
    }

  muster_error_set_field (error, field->name, "%s: %s", _ (field->title), local->message);

  return NULL;
}

static GVariant *
parse_value (const MusterField *field, const char *text, GError **error)
{
  switch (field->kind)
    {
    case MUSTER_FIELD_BOOLEAN:
      return parse_boolean (field, text, error);

    case MUSTER_FIELD_REAL:
      return parse_real (field, text, error);

    case MUSTER_FIELD_DATE:
      return parse_date (field, text, error);

    case MUSTER_FIELD_INSTANT:
      return parse_instant (field, text, error);

    case MUSTER_FIELD_INTEGER:
    case MUSTER_FIELD_MINUTES:
    case MUSTER_FIELD_SECONDS:
    case MUSTER_FIELD_PERSON:
    case MUSTER_FIELD_RECORD:
      return parse_number (field, text, error);

    case MUSTER_FIELD_STRINGS:
      return parse_strings (text);

    case MUSTER_FIELD_VARIANT:
      return parse_variant (field, text, error);

    case MUSTER_FIELD_TEXT:
    case MUSTER_FIELD_SECRET:
    case MUSTER_FIELD_CHOICE:
    case MUSTER_FIELD_ZONE:
    case MUSTER_FIELD_PATH:
    default:
      return g_variant_new_string (text);
    }
}

GVariant *
muster_field_parse (const MusterField *field, const char *text, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      muster_error_set_field (error, field->name, _ ("%s: this is not text in UTF-8."),
                              _ (field->title));
      return NULL;
    }

  value = parse_value (field, text, error);
  if (value == NULL)
    return NULL;

  if (!muster_field_check (field, value, error))
    return NULL;

  return g_steal_pointer (&value);
}

static const MusterField *
find_field (const MusterField *fields, const char *name)
{
  for (const MusterField *field = fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;

  return NULL;
}

static GVariant *
default_of (const MusterField *field)
{
  const GVariantType *type = muster_field_get_variant_type (field);

  if (field->fallback != NULL)
    {
      g_autoptr (GVariant) value = parse_value (field, field->fallback, NULL);

      if (value != NULL)
        return g_variant_ref_sink (g_steal_pointer (&value));
    }

  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    return g_variant_ref_sink (g_variant_new_string (""));

  if (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN))
    return g_variant_ref_sink (g_variant_new_boolean (FALSE));

  if (g_variant_type_equal (type, G_VARIANT_TYPE_DOUBLE))
    return g_variant_ref_sink (g_variant_new_double (0));

  if (g_variant_type_equal (type, G_VARIANT_TYPE_INT32))
    return g_variant_ref_sink (g_variant_new_int32 (MUSTER_DATE_NONE));

  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING_ARRAY))
    return g_variant_ref_sink (g_variant_new_strv (NULL, 0));

  if (g_variant_type_equal (type, G_VARIANT_TYPE_VARIANT))
    return g_variant_ref_sink (g_variant_new_variant (g_variant_new ("()")));

  return g_variant_ref_sink (g_variant_new_int64 (0));
}

/* A structure may come boxed once, by the dictionary, or twice. */
static GVariant *
box_value (const MusterField *field, GVariant *value)
{
  g_autoptr (GVariant) held = value;

  if (field == NULL || field->kind != MUSTER_FIELD_VARIANT ||
      g_variant_is_of_type (held, G_VARIANT_TYPE_VARIANT))
    return g_steal_pointer (&held);

  return g_variant_ref_sink (g_variant_new_variant (held));
}

static gboolean
take_values (MusterParams *self, GVariant *values, GError **error)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      const MusterField *field = find_field (self->fields, name);
      g_autoptr (GVariant) held = box_value (field, value);

      if (field == NULL)
        return muster_error_set_field (error, name,
                                       _ ("There is no setting called “%s”."), name);

      if (!muster_field_check (field, held, error))
        return FALSE;

      g_hash_table_insert (self->values, (gpointer) field->name, g_variant_ref (held));
    }

  return TRUE;
}

MusterParams *
muster_params_new (const MusterField *fields, GVariant *values, GError **error)
{
  g_autoptr (MusterParams) self = g_object_new (MUSTER_TYPE_PARAMS, NULL);
  g_autoptr (GVariant) held = values != NULL ? g_variant_ref_sink (values) : NULL;

  g_return_val_if_fail (
    held == NULL || g_variant_is_of_type (held, G_VARIANT_TYPE_VARDICT), NULL);

  self->fields = fields;
  if (held != NULL && !take_values (self, held, error))
    return NULL;

  for (const MusterField *field = fields; field->name != NULL; field++)
    {
      if (g_hash_table_contains (self->values, field->name))
        continue;

      if ((field->flags & MUSTER_FIELD_REQUIRED) && field->fallback == NULL)
        {
          muster_error_set_field (error, field->name, _ ("%s: this is needed."),
                                  _ (field->title));
          return NULL;
        }

      g_hash_table_insert (self->values, (gpointer) field->name, default_of (field));
    }

  return g_steal_pointer (&self);
}

GVariant *
muster_params_get_value (MusterParams *self, const char *name)
{
  GVariant *value = g_hash_table_lookup (self->values, name);

  if (value == NULL)
    g_error ("no setting is called %s", name);

  return value;
}

const char *
muster_params_get_string (MusterParams *self, const char *name)
{
  return g_variant_get_string (muster_params_get_value (self, name), NULL);
}

gint64
muster_params_get_int64 (MusterParams *self, const char *name)
{
  GVariant *value = muster_params_get_value (self, name);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    return g_variant_get_int32 (value);

  return g_variant_get_int64 (value);
}

double
muster_params_get_double (MusterParams *self, const char *name)
{
  return g_variant_get_double (muster_params_get_value (self, name));
}

gboolean
muster_params_get_boolean (MusterParams *self, const char *name)
{
  return g_variant_get_boolean (muster_params_get_value (self, name));
}

GVariant *
muster_params_to_variant (MusterParams *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (const MusterField *field = self->fields; field->name != NULL; field++)
    {
      g_autoptr (GVariant) normal = default_of (field);
      GVariant *value = muster_params_get_value (self, field->name);

      if (!g_variant_equal (normal, value))
        g_variant_builder_add (&builder, "{sv}", field->name, value);
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}
