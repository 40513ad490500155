/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fuzz-sink.h"
#include "muster-isapi-event.h"
#include "muster-isapi-parts.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_event (JsonNode *info, JsonNode *alert)
{
  g_autoptr (GString) key = g_string_new (NULL);
  MusterIsapiEvent event;
  MusterDraft draft;

  if (muster_isapi_event_read (info, alert, &event) != NULL ||
      muster_isapi_event_get_kind (&event) == MUSTER_ISAPI_OTHER)
    return;

  muster_isapi_event_to_draft (&event, key, &draft);
  g_assert_true (muster_fuzz_sink ()->take (muster_fuzz_sink (), &draft, 1, NULL, NULL));
}

static void
try_text (const guint8 *data, gsize size, gpointer unused)
{
  g_autoptr (JsonNode) tree = muster_isapi_tree_read (data, size, NULL);
  JsonNode *list;

  if (tree == NULL)
    return;

  try_event (tree, NULL);
  try_event (muster_isapi_tree_get (tree, "AccessControllerEvent"), tree);
  list = muster_isapi_tree_get (muster_isapi_tree_get (tree, "AcsEvent"), "InfoList");
  if (list != NULL && JSON_NODE_HOLDS_ARRAY (list))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
      try_event (json_array_get_element (json_node_get_array (list), i), NULL);
  muster_isapi_zone_read (
    muster_isapi_tree_get_text (muster_isapi_tree_get (tree, "Time"), "timeZone"));
}

/* The first byte says how it comes: whole as one answer, or in pieces as a stream. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MusterIsapiParts) parts = NULL;
  gsize piece;

  if (size == 0)
    return 0;

  if ((piece = data[0]) == 0)
    {
      try_text (data + 1, size - 1, NULL);
      return 0;
    }

  parts = muster_isapi_parts_new (try_text, NULL);
  for (gsize at = 1; at < size; at += piece)
    if (!muster_isapi_parts_feed (parts, data + at, MIN (piece, size - at), NULL))
      break;
  return 0;
}
