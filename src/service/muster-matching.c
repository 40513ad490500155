/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-matching.h"

#include "muster-name.h"
#include "muster-people.h"

#include <string.h>

/* The one whom several people share a name or a sound with is nobody */
static MusterPersonName several;

struct _MusterMatching
{
  GArray *people;      /* of MusterPersonName */
  GHashTable *numbers; /* of MusterPersonName by staff number without leading zeros */
  GHashTable *names;   /* by folded name */
  GHashTable *sounds;  /* by pinyin */
};

const char *
muster_certainty_get_code (MusterCertainty certainty)
{
  static const char *const codes[] = { "none", "possible", "likely", "certain" };

  return codes[certainty];
}

/* Clocks drop the zeros in front of a number, and people type them. */
static char *
number_fold (const char *number)
{
  g_autofree char *folded = muster_name_fold (number);
  const char *at = folded;

  while (*at == '0' && at[1] != '\0')
    at++;

  return g_strdup (at);
}

/* "zhangsan zs" without its initials */
static char *
sound_of_key (const char *search_key)
{
  return g_strndup (search_key, strcspn (search_key, " "));
}

static char *
sound_of_name (const char *name)
{
  g_autofree char *key = muster_name_get_search_key (name);

  return sound_of_key (key);
}

/* Takes @key. */
static void
table_add (GHashTable *table, char *key, MusterPersonName *person)
{
  g_autofree char *held = key;
  MusterPersonName *known = g_hash_table_lookup (table, key);

  if (*key != '\0')
    g_hash_table_replace (table, g_steal_pointer (&held),
                          known == NULL ? person : &several);
}

static MusterPersonName *
table_find (GHashTable *table, const char *key)
{
  MusterPersonName *person = g_hash_table_lookup (table, key);

  return person != &several ? person : NULL;
}

static GHashTable *
table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

MusterMatching *
muster_matching_new (MusterDb *db, GError **error)
{
  GArray *people = muster_people_list_names (db, error);
  MusterMatching *matching;

  if (people == NULL)
    return NULL;

  matching = g_new0 (MusterMatching, 1);
  matching->people = people;
  matching->numbers = table_new ();
  matching->names = table_new ();
  matching->sounds = table_new ();
  for (guint i = 0; i < people->len; i++)
    {
      MusterPersonName *person = &g_array_index (people, MusterPersonName, i);

      table_add (matching->numbers, number_fold (person->staff_no), person);
      table_add (matching->names, muster_name_fold (person->name), person);
      table_add (matching->sounds, sound_of_key (person->search_key), person);
    }

  return matching;
}

void
muster_matching_free (MusterMatching *matching)
{
  g_array_unref (matching->people);
  g_hash_table_unref (matching->numbers);
  g_hash_table_unref (matching->names);
  g_hash_table_unref (matching->sounds);
  g_free (matching);
}

static MusterPersonName *
find_number (MusterMatching *matching, const char *number)
{
  g_autofree char *folded = NULL;

  if (number == NULL || *number == '\0')
    return NULL;

  folded = number_fold (number);

  return table_find (matching->numbers, folded);
}

static gboolean
names_agree (const char *name, const char *other)
{
  g_autofree char *folded = muster_name_fold (name);
  g_autofree char *other_folded = muster_name_fold (other);
  g_autofree char *sound = sound_of_name (name);
  g_autofree char *other_sound = sound_of_name (other);

  return g_str_equal (folded, other_folded) || g_str_equal (sound, other_sound);
}

static MusterCertainty
propose_by_name (MusterMatching *matching, const char *name, MusterPersonName **person)
{
  g_autofree char *folded = muster_name_fold (name);
  g_autofree char *sound = NULL;

  if ((*person = table_find (matching->names, folded)) != NULL)
    return MUSTER_CERTAINTY_LIKELY;

  sound = sound_of_name (name);
  *person = table_find (matching->sounds, sound);

  return *person != NULL ? MUSTER_CERTAINTY_POSSIBLE : MUSTER_CERTAINTY_NONE;
}

static MusterCertainty
propose (MusterMatching *matching,
         const MusterBadgeRecord *badge,
         MusterPersonName **person)
{
  gboolean named = badge->name != NULL && *badge->name != '\0';
  MusterPersonName *by_name = NULL;
  MusterCertainty certainty;

  /* The source knows the employee number apart from its own key: it is no accident. */
  if ((*person = find_number (matching, badge->device_no)) != NULL)
    return !named || names_agree (badge->name, (*person)->name) ? MUSTER_CERTAINTY_CERTAIN
                                                                : MUSTER_CERTAINTY_LIKELY;

  *person = find_number (matching, badge->key);
  if (*person != NULL && named && names_agree (badge->name, (*person)->name))
    return MUSTER_CERTAINTY_CERTAIN;
  if (*person != NULL && !named)
    return MUSTER_CERTAINTY_LIKELY;
  if (!named)
    return MUSTER_CERTAINTY_NONE;

  /* The number is another person's than the name, or nobody's: the name is what people typed. */
  certainty = propose_by_name (matching, badge->name, &by_name);
  if (by_name == NULL)
    return *person != NULL ? MUSTER_CERTAINTY_POSSIBLE : MUSTER_CERTAINTY_NONE;
  if (*person != NULL)
    certainty = MUSTER_CERTAINTY_POSSIBLE;
  *person = by_name;

  return certainty;
}

MusterCertainty
muster_matching_propose (MusterMatching *matching,
                         const MusterBadgeRecord *badge,
                         gint64 *person_id,
                         const char **name)
{
  MusterPersonName *person = NULL;
  MusterCertainty certainty = propose (matching, badge, &person);

  *person_id = person != NULL ? person->id : 0;
  *name = person != NULL ? person->name : NULL;

  return certainty;
}
