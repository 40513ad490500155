/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-isapi-tree.h"

#include "muster-error.h"
#include "muster-json-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEEPEST 64

/* An element that is read: its members so far, and its text. */
typedef struct
{
  JsonObject *members;
  GString *text;
} Element;

typedef struct
{
  GPtrArray *open; /* of Element, outermost first; the first one holds the root */
} Reading;

static Element *
element_new (void)
{
  Element *element = g_new0 (Element, 1);

  element->members = json_object_new ();
  element->text = g_string_new (NULL);
  return element;
}

static void
element_free (gpointer data)
{
  Element *element = data;

  json_object_unref (element->members);
  g_string_free (element->text, TRUE);
  g_free (element);
}

static JsonNode *
element_to_node (Element *element)
{
  if (json_object_get_size (element->members) > 0)
    return json_node_init_object (json_node_alloc (), element->members);

  g_strstrip (element->text->str);
  return json_node_init_string (json_node_alloc (), element->text->str);
}

static const char *
plain_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
add_member (JsonObject *object, const char *name, JsonNode *value)
{
  JsonNode *first = json_object_get_member (object, name);

  if (first == NULL)
    {
      json_object_set_member (object, name, value);
    }
  else if (JSON_NODE_HOLDS_ARRAY (first))
    {
      json_array_add_element (json_node_get_array (first), value);
    }
  else
    {
      JsonArray *several = json_array_new ();

      json_array_add_element (several, json_node_copy (first));
      json_array_add_element (several, value);
      json_object_set_array_member (object, name, several);
    }
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **attributes,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Reading *reading = user_data;

  if (reading->open->len > DEEPEST)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                         "too deep");
  else
    g_ptr_array_add (reading->open, element_new ());
}

static void
end_cb (GMarkupParseContext *context,
        const char *name,
        gpointer user_data,
        GError **error)
{
  Reading *reading = user_data;
  guint last = reading->open->len - 1;
  Element *element = g_ptr_array_index (reading->open, last);
  Element *parent = g_ptr_array_index (reading->open, last - 1);

  add_member (parent->members, plain_name (name), element_to_node (element));
  g_ptr_array_set_size (reading->open, (int) last);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Reading *reading = user_data;
  Element *element = g_ptr_array_index (reading->open, reading->open->len - 1);

  g_string_append_len (element->text, text, (gssize) length);
}

static JsonNode *
read_xml (const char *text, gsize length)
{
  static const GMarkupParser parser = {
    .start_element = start_cb,
    .end_element = end_cb,
    .text = text_cb,
  };
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (element_free);
  Reading reading = { open };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);

  g_ptr_array_add (open, element_new ());
  if (!g_markup_parse_context_parse (context, text, (gssize) length, NULL) ||
      !g_markup_parse_context_end_parse (context, NULL))
    return NULL;

  return json_node_init_object (json_node_alloc (),
                                ((Element *) g_ptr_array_index (open, 0))->members);
}

static JsonNode *
read_json (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!muster_json_text_check (text, length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_copy (root) : NULL;
}

JsonNode *
muster_isapi_tree_read (const guint8 *data, gsize length, GError **error)
{
  const char *text = (const char *) data;
  const char *end = text + length;
  JsonNode *tree = NULL;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  while (text < end && g_ascii_isspace (*text))
    text++;
  while (end > text && (g_ascii_isspace (end[-1]) || end[-1] == '\0'))
    end--;

  if (text < end && *text == '<')
    tree = read_xml (text, (gsize) (end - text));
  else if (text < end && *text == '{')
    tree = read_json (text, (gsize) (end - text));

  if (tree == NULL)
    muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                      _ ("The terminal's answer is neither JSON nor XML"));
  return tree;
}

JsonNode *
muster_isapi_tree_get (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? json_object_get_member (json_node_get_object (node), name)
           : NULL;
}

const char *
muster_isapi_tree_get_text (JsonNode *node, const char *name)
{
  JsonNode *member = muster_isapi_tree_get (node, name);
  const char *text = member != NULL && JSON_NODE_HOLDS_VALUE (member)
                       ? json_node_get_string (member)
                       : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

gint64
muster_isapi_tree_get_number (JsonNode *node, const char *name, gint64 none)
{
  JsonNode *member = muster_isapi_tree_get (node, name);
  const char *text;
  gint64 number;

  if (member == NULL || !JSON_NODE_HOLDS_VALUE (member))
    return none;
  if (json_node_get_value_type (member) == G_TYPE_INT64)
    return json_node_get_int (member);

  text = muster_isapi_tree_get_text (node, name);
  return text != NULL &&
             g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL)
           ? number
           : none;
}
