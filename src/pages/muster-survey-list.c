/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-survey-list.h"

struct _MusterSurveyList
{
  GObject parent_instance;

  MusterSurvey *survey;
  GArray *order; /* of guint */
};

static GType
list_get_item_type (GListModel *model)
{
  return MUSTER_TYPE_SURVEY_ITEM;
}

static guint
list_get_n_items (GListModel *model)
{
  return MUSTER_SURVEY_LIST (model)->order->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  MusterSurveyList *self = MUSTER_SURVEY_LIST (model);
  MusterSurveyItem *item;

  if (position >= self->order->len)
    return NULL;

  item = g_object_new (MUSTER_TYPE_SURVEY_ITEM, NULL);
  item->survey = g_object_ref (self->survey);
  item->index = g_array_index (self->order, guint, position);

  return item;
}

static void
list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

G_DEFINE_FINAL_TYPE (MusterSurveyItem, muster_survey_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (MusterSurveyList,
                               muster_survey_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_iface_init))

static void
muster_survey_item_finalize (GObject *object)
{
  g_clear_object (&MUSTER_SURVEY_ITEM (object)->survey);

  G_OBJECT_CLASS (muster_survey_item_parent_class)->finalize (object);
}

static void
muster_survey_item_class_init (MusterSurveyItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_survey_item_finalize;
}

static void
muster_survey_item_init (MusterSurveyItem *self)
{
}

static void
muster_survey_list_finalize (GObject *object)
{
  MusterSurveyList *self = MUSTER_SURVEY_LIST (object);

  g_clear_object (&self->survey);
  g_array_unref (self->order);

  G_OBJECT_CLASS (muster_survey_list_parent_class)->finalize (object);
}

static void
muster_survey_list_class_init (MusterSurveyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_survey_list_finalize;
}

static void
muster_survey_list_init (MusterSurveyList *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
}

MusterSurveyList *
muster_survey_list_new (void)
{
  return g_object_new (MUSTER_TYPE_SURVEY_LIST, NULL);
}

/* Outside, then uncertain, then the rest; of each the latest first. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  static const int rank[] = { [MUSTER_SITE_OUTSIDE] = 0,
                              [MUSTER_SITE_UNCERTAIN] = 1,
                              [MUSTER_SITE_UNJUDGED] = 2,
                              [MUSTER_SITE_INSIDE] = 3 };
  MusterSurvey *survey = data;
  const MusterSited *one =
    &g_array_index (survey->punches, MusterSited, *(const guint *) a);
  const MusterSited *other =
    &g_array_index (survey->punches, MusterSited, *(const guint *) b);

  if (rank[one->site] != rank[other->site])
    return rank[one->site] - rank[other->site];
  if (one->punch.at != other->punch.at)
    return one->punch.at > other->punch.at ? -1 : 1;

  return one->punch.id < other->punch.id ? -1 : one->punch.id > other->punch.id;
}

void
muster_survey_list_set (MusterSurveyList *self,
                        MusterSurvey *survey,
                        guint sites,
                        gint64 until)
{
  guint before = self->order->len;

  g_array_set_size (self->order, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  g_set_object (&self->survey, survey);
  for (guint i = 0; survey != NULL && i < survey->punches->len; i++)
    {
      const MusterSited *sited = &g_array_index (survey->punches, MusterSited, i);

      if ((sites & (1u << sited->site)) != 0 && sited->punch.at <= until)
        g_array_append_val (self->order, i);
    }
  if (survey != NULL)
    g_array_sort_with_data (self->order, compare, survey);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->order->len);
}

guint
muster_survey_list_find (MusterSurveyList *self, guint index)
{
  for (guint i = 0; i < self->order->len; i++)
    if (g_array_index (self->order, guint, i) == index)
      return i;

  return G_MAXUINT;
}
