/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-person.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"

G_DEFINE_FINAL_TYPE (MusterPerson, muster_person, G_TYPE_OBJECT)

static gboolean
text_is_empty (const char *text)
{
  return text == NULL || strspn (text, " \t\r\n") == strlen (text);
}

static void
muster_person_finalize (GObject *object)
{
  MusterPerson *self = MUSTER_PERSON (object);

  g_free (self->uid);
  g_free (self->staff_no);
  g_free (self->name);
  g_free (self->department);
  g_free (self->group);
  g_free (self->zone);
  g_strfreev (self->badges);

  G_OBJECT_CLASS (muster_person_parent_class)->finalize (object);
}

static void
muster_person_class_init (MusterPersonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_person_finalize;
}

static void
muster_person_init (MusterPerson *self)
{
  self->joined = MUSTER_DATE_NONE;
  self->left = MUSTER_DATE_EVER;
}

MusterPerson *
muster_person_new (void)
{
  return g_object_new (MUSTER_TYPE_PERSON, NULL);
}

gboolean
muster_person_check (MusterPerson *person, GError **error)
{
  g_return_val_if_fail (MUSTER_IS_PERSON (person), FALSE);

  if (text_is_empty (person->staff_no))
    return muster_error_set_field (error, "staff_no", _ ("Enter an employee number."));

  if (text_is_empty (person->name))
    return muster_error_set_field (error, "name", _ ("Enter a name."));

  if (text_is_empty (person->group))
    return muster_error_set_field (error, "group", _ ("Choose an attendance group."));

  if (person->left < person->joined)
    return muster_error_set_field (
      error, "left", _ ("The last day is before the first. Correct one of them."));

  return TRUE;
}
