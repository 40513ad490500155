/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-decider-choice.h"

#include "muster-fetch.h"
#include "muster-notice.h"
#include "muster-user-listings.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MusterPage *page;
  MusterDeciderFunc func;
} Asking;

static void
fetched (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (MusterPage) page = asking->page;
  g_autoptr (GtkStringList) options = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  MusterActor *actor = muster_page_get_actor (page);

  for (guint i = 0; finding != NULL && i < rows->len; i++)
    {
      MusterUserRow *row = g_ptr_array_index (rows, i);
      g_autofree char *option = NULL;

      if (g_str_equal (row->name, actor->name))
        continue;
      option =
        g_strdup_printf ("%s · %s", row->name,
                         muster_words_say ("role", muster_role_get_code (row->role)));
      gtk_string_list_append (options, option);
      g_strv_builder_add (builder, row->name);
    }

  names = g_strv_builder_end (builder);
  if (finding == NULL)
    muster_notice_show (GTK_WIDGET (page), error);
  else if (names[0] == NULL)
    muster_notice_say (GTK_WIDGET (page), _ ("There is nobody else who decides"));
  else
    asking->func (page, options, (const char *const *) names);
}

void
muster_decider_choice_fetch (MusterPage *page, MusterDeciderFunc func)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (page);
  asking->func = func;
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_deciders_listing, filter, G_MAXUINT,
                     muster_page_get_cancellable (page), fetched, asking);
}
