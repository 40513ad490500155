/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-resolve.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-people-listings.h"

static const MusterColumn *
find_column (const MusterListing *listing, const char *name)
{
  for (const MusterColumn *column = listing->columns; column->name != NULL; column++)
    if (g_str_equal (column->name, name))
      return column;

  return NULL;
}

/* Goes through the rows of a listing whose column says @text, and gives the key of the one. */
static guint
find_rows (MusterSession *session,
           const MusterListing *listing,
           const char *column_name,
           const char *text,
           const char *search,
           gint64 *key,
           GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  const MusterColumn *column = find_column (listing, column_name);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n_found = 0;

  if (column == NULL)
    return 0;

  filter->search = g_strdup (search);
  finding = muster_office_list (office, session->actor, listing, filter,
                                session->cancellable, error);
  if (finding == NULL)
    return 0;

  rows = muster_office_load (office, finding, 0, finding->keys->len, session->cancellable,
                             error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      GObject *row = g_ptr_array_index (rows, i);
      MusterCell cell = { 0 };

      if (row == NULL)
        continue;
      column->get (row, &cell);
      if (g_strcmp0 (cell.text, text) == 0)
        {
          *key = g_array_index (finding->keys, gint64, i);
          n_found++;
        }
      muster_cell_clear (&cell);
    }

  return n_found;
}

gint64
muster_resolve_person (MusterSession *session, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 id = 0;
  guint n_found;

  n_found =
    find_rows (session, &muster_people_listing, "staff_no", text, text, &id, &local);
  if (n_found == 0 && local == NULL)
    n_found =
      find_rows (session, &muster_people_listing, "name", text, text, &id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }

  if (n_found == 0)
    muster_error_set (error, MUSTER_ERROR_MISSING,
                      _ ("There is nobody with the employee number or name %s"), text);
  else if (n_found > 1)
    muster_error_set (error, MUSTER_ERROR_INVALID,
                      _ ("Several people are called %s: give the employee number"), text);

  return n_found == 1 ? id : 0;
}

gint64
muster_resolve_record (MusterSession *session,
                       const MusterListing *listing,
                       const char *text,
                       GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 id = 0;

  /* A name first: a source may be called "3". */
  if (listing != NULL &&
      find_rows (session, listing, "name", text, NULL, &id, &local) == 1)
    return id;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    return id;

  muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is none called %s"), text);
  return 0;
}
