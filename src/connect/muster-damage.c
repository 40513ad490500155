/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-damage.h"

#include <string.h>

#define LONGEST 200

void
muster_damage_report (MusterSink *sink, const MusterLine *line, const char *reason)
{
  char text[LONGEST + 1];
  MusterReject reject = {
    .line = line->number,
    .reason = reason,
    .offset = line->offset,
    .length = line->length,
  };

  if (line->text != NULL)
    {
      gsize length = MIN (line->length, LONGEST);
      const char *end;

      memcpy (text, line->text, length);
      if (!g_utf8_validate_len (text, length, &end))
        length = (gsize) (end - text);
      text[length] = '\0';
      reject.text = text;
    }
  else if (line->kind == MUSTER_LINE_NULS)
    {
      /* Nothing can be shown of it but where it is, in a form that needs no words. */
      g_snprintf (text, sizeof text, "00 × %" G_GSIZE_FORMAT " @ %" G_GUINT64_FORMAT,
                  line->length, line->offset);
      reject.text = text;
    }

  sink->reject (sink, &reject);
}
