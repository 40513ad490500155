/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-print.h"

#include <math.h>
#include <string.h>

gsize
muster_print_width (const char *text)
{
  gsize width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

char *
muster_print_pad (const char *text, gsize width, gboolean right)
{
  gsize used = muster_print_width (text);
  g_autofree char *blanks = g_strnfill (width > used ? width - used : 0, ' ');

  return right ? g_strconcat (blanks, text, NULL) : g_strconcat (text, blanks, NULL);
}

void
muster_print_json_string (GString *out, const char *text)
{
  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }

  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *at);
        }
      else if (*at == '\n')
        g_string_append (out, "\\n");
      else if (*at == '\t')
        g_string_append (out, "\\t");
      else if ((guchar) *at < 0x20 || *at == 0x7f)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *at);
      else
        g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

void
muster_print_json_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }

  /* Fifteen digits are what people wrote; seventeen only where they are needed. */
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_dtostr (text, sizeof text, value);
  g_string_append (out, text);
}

static void
print_members (GString *out, GVariant *value)
{
  gboolean object = g_variant_is_of_type (value, G_VARIANT_TYPE ("a{s*}"));
  GVariantIter iter;
  GVariant *member;
  gboolean first = TRUE;

  g_string_append_c (out, object ? '{' : '[');
  g_variant_iter_init (&iter, value);
  while ((member = g_variant_iter_next_value (&iter)) != NULL)
    {
      if (!first)
        g_string_append (out, ", ");
      first = FALSE;

      if (object)
        {
          g_autoptr (GVariant) key = g_variant_get_child_value (member, 0);
          g_autoptr (GVariant) inner = g_variant_get_child_value (member, 1);

          muster_print_json_string (out, g_variant_get_string (key, NULL));
          g_string_append (out, ": ");
          muster_print_json_variant (out, inner);
        }
      else
        {
          muster_print_json_variant (out, member);
        }
      g_variant_unref (member);
    }
  g_string_append_c (out, object ? '}' : ']');
}

void
muster_print_json_variant (GString *out, GVariant *value)
{
  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      g_string_append (out, g_variant_get_boolean (value) ? "true" : "false");
      break;
    case G_VARIANT_CLASS_BYTE:
      g_string_append_printf (out, "%u", (guint) g_variant_get_byte (value));
      break;
    case G_VARIANT_CLASS_INT16:
      g_string_append_printf (out, "%d", (int) g_variant_get_int16 (value));
      break;
    case G_VARIANT_CLASS_UINT16:
      g_string_append_printf (out, "%u", (guint) g_variant_get_uint16 (value));
      break;
    case G_VARIANT_CLASS_INT32:
      g_string_append_printf (out, "%d", g_variant_get_int32 (value));
      break;
    case G_VARIANT_CLASS_UINT32:
      g_string_append_printf (out, "%u", g_variant_get_uint32 (value));
      break;
    case G_VARIANT_CLASS_INT64:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
      break;
    case G_VARIANT_CLASS_UINT64:
      g_string_append_printf (out, "%" G_GUINT64_FORMAT, g_variant_get_uint64 (value));
      break;
    case G_VARIANT_CLASS_DOUBLE:
      muster_print_json_number (out, g_variant_get_double (value));
      break;
    case G_VARIANT_CLASS_STRING:
    case G_VARIANT_CLASS_OBJECT_PATH:
    case G_VARIANT_CLASS_SIGNATURE:
      muster_print_json_string (out, g_variant_get_string (value, NULL));
      break;
    case G_VARIANT_CLASS_VARIANT:
    case G_VARIANT_CLASS_MAYBE:
      {
        g_autoptr (GVariant) inner = NULL;

        if (g_variant_n_children (value) > 0)
          inner = g_variant_get_child_value (value, 0);
        if (inner != NULL)
          muster_print_json_variant (out, inner);
        else
          g_string_append (out, "null");
        break;
      }
    default:
      print_members (out, value);
    }
}
