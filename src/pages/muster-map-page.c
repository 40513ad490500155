/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-map-page.h"

#include <math.h>

#include "muster-basemaps-dialog.h"
#include "muster-command-dialog.h"
#include "muster-decision-commands.h"
#include "muster-exception.h"
#include "muster-filter-bar.h"
#include "muster-geojson.h"
#include "muster-map.h"
#include "muster-map-bases.h"
#include "muster-map-memory.h"
#include "muster-map-picture.h"
#include "muster-notice.h"
#include "muster-place-commands.h"
#include "muster-place-pane.h"
#include "muster-punch-commands.h"
#include "muster-source-commands.h"
#include "muster-reason-dialog.h"
#include "muster-survey-list.h"
#include "muster-text.h"
#include "muster-whereabouts.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

#define PLAY_MSEC 60
#define PLAY_STEP 5    /* of 1000 */
#define TOGETHER 250.0 /* metres within which outside punches make a cluster */

static const char *const sites[] = { "outside", "uncertain", "inside", "none", NULL };

static const MusterSite site_of_code[] = { MUSTER_SITE_OUTSIDE, MUSTER_SITE_UNCERTAIN,
                                           MUSTER_SITE_INSIDE, MUSTER_SITE_UNJUDGED };

struct _MusterMapPage
{
  MusterPage parent_instance;

  GtkButton *draw_button;
  MusterFilterBar *chips;
  GtkDropDown *source_choice;
  AdwBanner *datum_banner;
  GtkSearchEntry *find_entry;
  MusterMap *map;
  GtkRevealer *hint_revealer;
  GtkLabel *hint_label;
  GtkWidget *time_box;
  GtkToggleButton *play_button;
  GtkScale *time_scale;
  GtkLabel *time_label;
  GtkStack *side;
  GtkLabel *count_label;
  GtkListView *list_view;
  GtkRevealer *card_revealer;
  GtkLabel *card_title;
  GtkLabel *card_verdict;
  GtkLabel *card_facts;
  GtkLabel *place_title;
  GtkLabel *place_facts;
  GtkLabel *point_facts;
  MusterPlacePane *pane;

  MusterSurvey *survey;
  MusterSurveyList *list;
  GtkSingleSelection *selection;
  gint64 from; /* of the time slider */
  gint64 until;
  guint play_id;
  GArray *source_ids; /* by choice: 0 for all of them */
  gint64 wanted;      /* a person to be shown as soon as the punches are there */
  gboolean fitted;
  gboolean choosing;
  gboolean heat;
  MusterMapBases *bases;
  GMenu *bases_menu;

  MusterPlace *place; /* that is shown */
};

G_DEFINE_FINAL_TYPE (MusterMapPage, muster_map_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_map_page_kind = {
  .name = "map",
  .title = N_ ("Map"),
  .icon = "mark-location-symbolic",
  .section = MUSTER_SECTION_DAILY,
  .scope = MUSTER_PAGE_DATED | MUSTER_PAGE_SPANNED | MUSTER_PAGE_PARTED |
           MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_PLACES |
            MUSTER_TOPIC_RULES | MUSTER_TOPIC_SOURCES,
  .get_type = muster_map_page_get_type,
};

static MusterSited *
sited_at (MusterMapPage *self, guint index)
{
  return self->survey != NULL && index < self->survey->punches->len
           ? &g_array_index (self->survey->punches, MusterSited, index)
           : NULL;
}

/* (nullable): what is drawn at the moment */
static MusterSketch *
get_sketch (MusterMapPage *self)
{
  return self->pane != NULL ? muster_place_pane_get_sketch (self->pane) : NULL;
}

static MusterPoint
on_map (MusterMapPage *self, double lat, double lon)
{
  return muster_point_convert ((MusterPoint) { lat, lon }, MUSTER_DATUM_WGS84,
                               muster_map_get_datum (self->map));
}

/* ---- Words ---- */

static char *
say_verdict (const MusterSited *sited)
{
  const char *name = sited->place != NULL ? sited->place->name : "";
  g_autofree char *distance = isfinite ((double) sited->distance)
                                ? muster_text_distance (fabs ((double) sited->distance))
                                : NULL;

  switch ((MusterSite) sited->site)
    {
    case MUSTER_SITE_INSIDE:
      if (distance == NULL)
        return g_strdup_printf (_ ("In the network of “%s”"), name);
      return g_strdup_printf (_ ("Inside “%s”, %s from its edge"), name, distance);

    case MUSTER_SITE_OUTSIDE:
      return g_strdup_printf (_ ("Outside, %s from “%s”"),
                              distance != NULL ? distance : "", name);

    case MUSTER_SITE_UNCERTAIN:
      return g_strdup_printf (_ ("Uncertain, %s from the edge of “%s”"),
                              distance != NULL ? distance : "", name);

    case MUSTER_SITE_UNJUDGED:
    default:
      return g_strdup (_ ("No fence holds for this punch"));
    }
}

static char *
say_time (MusterMapPage *self, gint64 at)
{
  MusterDate date = muster_zone_get_civil (self->survey->zone, at, NULL);
  g_autofree char *day = muster_text_date_short (date);
  g_autofree char *time = muster_text_time (at, self->survey->zone, MUSTER_DATE_NONE);

  return g_strdup_printf ("%s %s", day, time);
}

/* ---- Rows ---- */

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new ();

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "dim-label");
          gtk_widget_add_css_class (label, "caption");
        }
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_margin_top (row, 4);
  gtk_widget_set_margin_bottom (row, 4);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MusterMapPage *self = user_data;
  MusterSurveyItem *item = gtk_list_item_get_item (list_item);
  const MusterSited *sited =
    &g_array_index (item->survey->punches, MusterSited, item->index);
  const MusterWord *word =
    muster_words_find ("site", muster_site_get_code ((MusterSite) sited->site));
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (row);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  g_autofree char *person = muster_survey_say_person (item->survey, sited->person_id);
  g_autofree char *time = say_time (self, sited->punch.at);
  g_autofree char *verdict = say_verdict (sited);
  g_autofree char *head = g_strdup_printf ("%s · %s", person, time);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), word->icon);
  gtk_widget_set_css_classes (
    icon, (const char *[]) { word->style != NULL ? word->style : "dim-label", NULL });
  gtk_label_set_text (GTK_LABEL (title), head);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), verdict);
}

/* ---- What is shown ---- */

static guint
chosen_sites (MusterMapPage *self)
{
  g_auto (GStrv) chosen = muster_filter_bar_get_chosen (self->chips);
  guint bits = 0;

  if (chosen == NULL || *chosen == NULL)
    return 0xf;

  for (guint i = 0; i < G_N_ELEMENTS (site_of_code); i++)
    if (g_strv_contains ((const char *const *) chosen, sites[i]))
      bits |= 1u << site_of_code[i];

  return bits;
}

static gint64
shown_until (MusterMapPage *self)
{
  double part = gtk_range_get_value (GTK_RANGE (self->time_scale)) / 1000.0;

  return part >= 1.0 ? G_MAXINT64
                     : self->from + (gint64) ((double) (self->until - self->from) * part);
}

static void
show_cloud (MusterMapPage *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MusterCloudPoint));
  guint bits = chosen_sites (self);
  gint64 until = shown_until (self);
  MusterCloud *cloud;

  for (guint i = 0; self->survey != NULL && i < self->survey->punches->len; i++)
    {
      const MusterSited *sited = sited_at (self, i);
      MusterCloudPoint point = { { sited->punch.lat, sited->punch.lon }, i, sited->site };

      if ((bits & (1u << sited->site)) != 0 && sited->punch.at <= until)
        g_array_append_val (points, point);
    }
  cloud = muster_cloud_new ((const MusterCloudPoint *) (gpointer) points->data,
                            points->len, muster_map_get_datum (self->map));
  muster_punch_layer_set_cloud (muster_map_get_punches (self->map), cloud);
  muster_cloud_unref (cloud);
}

static void
show_time (MusterMapPage *self)
{
  gint64 until = shown_until (self);
  g_autofree char *text = NULL;

  if (self->survey == NULL)
    return;

  text = until == G_MAXINT64 ? g_strdup (_ ("All day")) : say_time (self, until);
  if (until == G_MAXINT64 && self->survey->dates.to > self->survey->dates.from)
    g_set_str (&text, _ ("All days"));
  gtk_label_set_text (self->time_label, text);
}

static void
show_punches (MusterMapPage *self)
{
  self->choosing = TRUE;
  muster_survey_list_set (self->list, self->survey, chosen_sites (self),
                          shown_until (self));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->choosing = FALSE;
  show_cloud (self);
  show_time (self);
}

static void
fit (MusterMapPage *self)
{
  double west = INFINITY, south = INFINITY, east = -INFINITY, north = -INFINITY;

  for (guint i = 0; self->survey != NULL && i < self->survey->places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (self->survey->places, i);

      if (place->fence == NULL)
        continue;
      west = MIN (west, place->fence->west);
      east = MAX (east, place->fence->east);
      south = MIN (south, place->fence->south);
      north = MAX (north, place->fence->north);
    }

  /* Without places: where the punches are. */
  if (!isfinite (west))
    for (guint i = 0; self->survey != NULL && i < self->survey->punches->len; i++)
      {
        const MusterSited *sited = sited_at (self, i);

        west = MIN (west, sited->punch.lon);
        east = MAX (east, sited->punch.lon);
        south = MIN (south, sited->punch.lat);
        north = MAX (north, sited->punch.lat);
      }
  if (isfinite (west))
    muster_map_fit (self->map, west, south, east, north);
}

/* ---- Sources ---- */

static gint64
chosen_source (MusterMapPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->source_choice);

  return chosen < self->source_ids->len ? g_array_index (self->source_ids, gint64, chosen)
                                        : 0;
}

static void
source_cb (MusterMapPage *self)
{
  if (!self->choosing)
    muster_page_refresh (MUSTER_PAGE (self));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* The sources of what is there; who has only one has nothing to choose. */
static void
show_sources (MusterMapPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gint64 all = 0;
  guint at = 0;

  if (chosen_source (self) != 0)
    return;

  gtk_string_list_append (names, _ ("All sources"));
  g_array_set_size (self->source_ids, 0);
  for (guint i = 0; i < self->survey->punches->len; i++)
    {
      gint64 id = sited_at (self, i)->punch.source_id;

      if (!g_array_binary_search (self->source_ids, &id, compare_ids, &at))
        {
          g_array_append_val (self->source_ids, id);
          g_array_sort (self->source_ids, compare_ids);
        }
    }
  for (guint i = 0; i < self->source_ids->len; i++)
    gtk_string_list_append (
      names, muster_survey_get_source (self->survey,
                                       g_array_index (self->source_ids, gint64, i)));
  g_array_prepend_val (self->source_ids, all);
  self->choosing = TRUE;
  gtk_drop_down_set_model (self->source_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->source_choice, 0);
  self->choosing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->source_choice), self->source_ids->len > 2);
}

/* ---- A wrong datum ---- */

/* A datum that is set wrongly shows as punches beside the building, always on the same side. */
static void
show_hint_of_datum (MusterMapPage *self)
{
  const MusterDatumHint *hint;
  g_autofree char *distance = NULL;
  g_autofree char *text = NULL;
  gboolean may = muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)),
                                   MUSTER_MAY_EDIT_SOURCES);

  adw_banner_set_revealed (self->datum_banner, self->survey->hints->len > 0);
  if (self->survey->hints->len == 0)
    return;

  hint = &g_array_index (self->survey->hints, MusterDatumHint, 0);
  distance = muster_text_distance (hint->offset);
  /* Translators: name of a source, a distance, a datum, the datum that is set */
  text =
    g_strdup_printf (_ ("Punches of “%1$s” lie %2$s beside a place, and would fit as "
                        "%3$s rather than %4$s."),
                     muster_survey_get_source (self->survey, hint->source_id), distance,
                     muster_words_say ("datum", muster_datum_get_code (hint->better)),
                     muster_words_say ("datum", muster_datum_get_code (hint->declared)));
  adw_banner_set_title (self->datum_banner, text);
  adw_banner_set_button_label (self->datum_banner, may ? _ ("_Change…") : NULL);
}

static void
datum_cb (MusterMapPage *self)
{
  static const char *const names[] = { "datum", NULL };
  MusterPage *page = MUSTER_PAGE (self);
  const MusterDatumHint *hint;
  GVariantDict shown, fixed;

  if (self->survey == NULL || self->survey->hints->len == 0)
    return;

  hint = &g_array_index (self->survey->hints, MusterDatumHint, 0);
  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "datum", "s", muster_datum_get_code (hint->better));
  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "source", "x", hint->source_id);
  muster_command_dialog_present (
    GTK_WIDGET (self), muster_page_get_office (page), muster_page_get_actor (page),
    &muster_change_source, muster_survey_get_source (self->survey, hint->source_id),
    names, g_variant_dict_end (&shown), g_variant_dict_end (&fixed), _ ("Changes saved"));
}

static gboolean select_person (MusterMapPage *self, gint64 person_id);

static void
show_survey (MusterMapPage *self)
{
  guint counts[4] = { 0 };
  guint total = self->survey->punches->len;
  g_autofree char *text = NULL;

  for (guint i = 0; i < total; i++)
    counts[sited_at (self, i)->site]++;
  for (guint i = 0; i < G_N_ELEMENTS (site_of_code); i++)
    muster_filter_bar_set_count (self->chips, sites[i], counts[site_of_code[i]]);
  muster_filter_bar_set_total (self->chips, total);

  text =
    total > 0
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u punch with a position",
                                      "%u punches with a position", total),
                         total)
      : g_strdup (_ ("No punch of these dates has a position. Places can be drawn all "
                     "the same."));
  gtk_label_set_text (self->count_label, text);

  self->from = muster_zone_get_instant (self->survey->zone, self->survey->dates.from, 0);
  self->until =
    muster_zone_get_instant (self->survey->zone, self->survey->dates.to + 1, 0);
  gtk_widget_set_visible (self->time_box, total > 0 && get_sketch (self) == NULL);
  muster_fence_layer_set_places (muster_map_get_fences (self->map), self->survey->places,
                                 muster_map_get_datum (self->map));
  show_sources (self);
  show_hint_of_datum (self);
  show_punches (self);
  if (!self->fitted)
    fit (self);
  self->fitted = TRUE;
  if (self->wanted != 0)
    select_person (self, self->wanted);
}

/* ---- Looking ---- */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterMapPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterSurvey) survey = muster_office_run_finish (result, &error);

  if (survey == NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  g_set_object (&self->survey, survey);
  show_survey (self);
  muster_page_end (MUSTER_PAGE (self), MUSTER_PAGE_CONTENT);
}

static void
muster_map_page_refresh (MusterPage *page)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (page);
  g_autoptr (MusterFilter)
    filter = muster_outlook_build_filter (muster_page_get_outlook (page), TRUE);

  filter->source_id = chosen_source (self);
  muster_page_begin (page);
  muster_survey_fetch (muster_page_get_office (page), muster_page_get_actor (page),
                       filter, 0, muster_page_get_cancellable (page), looked_cb,
                       g_object_ref (self));
}

/* ---- One punch ---- */

static void
show_track (MusterMapPage *self, const MusterSited *chosen)
{
  g_autoptr (GArray) track = g_array_new (FALSE, FALSE, sizeof (MusterPoint));

  for (guint i = 0; i < self->survey->punches->len; i++)
    {
      const MusterSited *sited = sited_at (self, i);

      if (sited->person_id == chosen->person_id && sited->date == chosen->date)
        {
          MusterPoint at = on_map (self, sited->punch.lat, sited->punch.lon);

          g_array_append_val (track, at);
        }
    }
  muster_punch_layer_set_track (muster_map_get_punches (self->map),
                                (const MusterPoint *) (gpointer) track->data, track->len);
}

static void
show_card (MusterMapPage *self, const MusterSited *sited)
{
  g_autofree char *person = muster_survey_say_person (self->survey, sited->person_id);
  g_autofree char *time = say_time (self, sited->punch.at);
  g_autofree char *title = g_strdup_printf ("%s · %s", person, time);
  g_autofree char *verdict = say_verdict (sited);
  g_autofree char *where =
    muster_whereabouts_format ((MusterPoint) { sited->punch.lat, sited->punch.lon });
  g_autofree char *accuracy = sited->punch.marks & MUSTER_PUNCH_ACCURATE
                                ? muster_text_distance ((double) sited->punch.accuracy)
                                : g_strdup (_ ("unknown"));
  g_autofree char *facts = g_strdup_printf (
    _ ("Accuracy %s\nSource %s\n%s (WGS-84)"), accuracy,
    muster_survey_get_source (self->survey, sited->punch.source_id), where);
  gboolean doubtful = sited->site == MUSTER_SITE_OUTSIDE ||
                      sited->site == MUSTER_SITE_UNCERTAIN;

  gtk_label_set_text (self->card_title, title);
  gtk_label_set_text (self->card_verdict, verdict);
  gtk_label_set_text (self->card_facts, facts);
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "map.accept",
    doubtful && (sited->punch.marks & MUSTER_PUNCH_ACCEPTED) == 0 &&
      muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)), MUSTER_MAY_DECIDE));
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "map.ask",
    doubtful &&
      muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)), MUSTER_MAY_DECIDE));
  gtk_revealer_set_reveal_child (self->card_revealer, TRUE);
}

static const MusterSited *
get_selected (MusterMapPage *self, guint *index)
{
  MusterSurveyItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    return NULL;
  if (index != NULL)
    *index = item->index;

  return sited_at (self, item->index);
}

static void
selected_cb (MusterMapPage *self)
{
  MusterPunchLayer *layer = muster_map_get_punches (self->map);
  guint index = 0;
  const MusterSited *sited = get_selected (self, &index);
  MusterPoint at;

  if (self->choosing || sited == NULL)
    {
      gtk_revealer_set_reveal_child (self->card_revealer, FALSE);
      muster_punch_layer_set_selected (layer, MUSTER_NO_TAG, (MusterPoint) { 0 }, 0, 0);
      muster_punch_layer_set_track (layer, NULL, 0);
      return;
    }

  at = on_map (self, sited->punch.lat, sited->punch.lon);
  muster_punch_layer_set_selected (
    layer, index, at,
    sited->punch.marks & MUSTER_PUNCH_ACCURATE ? (double) sited->punch.accuracy : -1.0,
    (MusterSite) sited->site);
  show_track (self, sited);
  show_card (self, sited);

  /* Brought into sight only if it is not there already. */
  {
    MusterView view = muster_map_get_view (self->map);
    double x, y;

    muster_view_project (&view, muster_mercator_x (at.lon), muster_mercator_y (at.lat),
                         &x, &y);
    if (x < 30.0 || y < 30.0 || x > view.width - 30.0 || y > view.height - 30.0)
      muster_map_go (self->map, (MusterPoint) { sited->punch.lat, sited->punch.lon },
                     -1.0);
  }
}

static void
select_index (MusterMapPage *self, guint index)
{
  guint position = muster_survey_list_find (self->list, index);

  if (position == G_MAXUINT)
    return;

  gtk_stack_set_visible_child_name (self->side, "list");
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
}

/* Goes to a person's first punch, near enough to see it. */
static gboolean
select_person (MusterMapPage *self, gint64 person_id)
{
  for (guint i = 0; self->survey != NULL && i < self->survey->punches->len; i++)
    {
      const MusterSited *sited = sited_at (self, i);

      if (sited->person_id != person_id)
        continue;
      select_index (self, i);
      muster_map_go (self->map, (MusterPoint) { sited->punch.lat, sited->punch.lon },
                     15.0);
      self->wanted = 0;
      return TRUE;
    }

  return FALSE;
}

static void
picked_cb (MusterMapPage *self, guint tag, gboolean one)
{
  const MusterSited *sited = sited_at (self, tag);
  MusterView view = muster_map_get_view (self->map);

  if (sited == NULL)
    return;

  /* A cluster is gone into until its punches can be told apart. */
  if (!one && log2 (view.scale / 256.0) < 18.5)
    {
      muster_map_go (self->map, (MusterPoint) { sited->punch.lat, sited->punch.lon },
                     -1.0);
      muster_map_zoom (self->map, 2);
      return;
    }
  select_index (self, tag);
}

static void
activated_cb (MusterMapPage *self, guint position)
{
  const MusterSited *sited = get_selected (self, NULL);

  if (sited != NULL)
    muster_map_go (self->map, (MusterPoint) { sited->punch.lat, sited->punch.lon }, 17.0);
}

/* ---- Places and points ---- */

static void
show_place (MusterMapPage *self, MusterPlace *place)
{
  g_autofree char *area = NULL;
  g_autofree char *from = NULL;
  g_autofree char *audience = NULL;

  g_set_object (&self->place, place);
  muster_fence_layer_set_selected (muster_map_get_fences (self->map),
                                   place != NULL ? place->id : 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.edit", place != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.retire", place != NULL);
  if (place == NULL)
    {
      gtk_label_set_text (self->place_title, _ ("A point"));
      gtk_label_set_text (self->place_facts, "");
      return;
    }

  if (place->fence != NULL)
    area = muster_text_area (muster_fence_get_area (place->fence));
  from = place->from != MUSTER_DATE_NONE ? muster_date_format (place->from)
                                         : g_strdup (_ ("always"));
  audience =
    muster_place_pane_say_audience (muster_page_get_outlook (MUSTER_PAGE (self)), place);
  gtk_label_set_text (self->place_title, place->name);
  {
    g_autofree char *text = g_strdup_printf (_ ("For: %s\nArea: %s\nIn force since: %s"),
                                             audience, area != NULL ? area : "–", from);

    gtk_label_set_text (self->place_facts, text);
  }
}

/* A click tells which fences accept a point, and shows the smallest of them. */
static void
pressed_cb (MusterMapPage *self, double lat, double lon)
{
  MusterPoint at = muster_point_convert (
    (MusterPoint) { lat, lon }, muster_map_get_datum (self->map), MUSTER_DATUM_WGS84);
  MusterPlace *found = NULL;
  double least = INFINITY;
  g_autofree char *text = NULL;

  if (get_sketch (self) != NULL || self->survey == NULL)
    return;

  for (guint i = 0; i < self->survey->places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (self->survey->places, i);
      double area;

      if (place->fence == NULL || !muster_fence_contains (place->fence, at))
        continue;
      area = muster_fence_get_area (place->fence);
      if (area < least)
        {
          least = area;
          found = place;
        }
    }
  text = muster_whereabouts_explain (self->survey->places, at);
  gtk_label_set_text (self->point_facts, text);
  muster_fence_layer_set_mark (muster_map_get_fences (self->map),
                               (MusterPoint) { lat, lon });
  show_place (self, found);
  gtk_stack_set_visible_child_name (self->side, "place");
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
list_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);

  show_place (self, NULL);
  muster_fence_layer_set_mark (muster_map_get_fences (self->map),
                               (MusterPoint) { NAN, NAN });
  gtk_stack_set_visible_child_name (self->side, "list");
}

static void
find_cb (MusterMapPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  MusterPoint at;

  if (self->survey == NULL || *wanted == '\0')
    return;

  if (muster_whereabouts_parse (text, &at))
    {
      MusterPoint shown = on_map (self, at.lat, at.lon);

      muster_map_go (self->map, at, 16.0);
      pressed_cb (self, shown.lat, shown.lon);
      return;
    }

  for (guint i = 0; i < self->survey->places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (self->survey->places, i);
      g_autofree char *name = g_utf8_casefold (place->name, -1);

      if (place->fence != NULL && strstr (name, wanted) != NULL)
        {
          muster_map_fit (self->map, place->fence->west, place->fence->south,
                          place->fence->east, place->fence->north);
          gtk_label_set_text (self->point_facts, "");
          show_place (self, place);
          gtk_stack_set_visible_child_name (self->side, "place");
          return;
        }
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (MusterSurveyItem)
        item = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      const MusterSited *sited = sited_at (self, item->index);
      MusterPerson *person = muster_survey_get_person (self->survey, sited->person_id);
      g_autofree char *name = g_utf8_casefold (person != NULL ? person->name : "", -1);

      if (person != NULL &&
          (strstr (name, wanted) != NULL || g_str_equal (person->staff_no, text)))
        {
          select_index (self, item->index);
          return;
        }
    }
  muster_notice_say (GTK_WIDGET (self), _ ("Nothing on this map is called so."));
}

/* ---- Drawing ---- */

static gboolean
may_draw (MusterMapPage *self)
{
  return muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)),
                           MUSTER_MAY_EDIT_RULES);
}

static void
show_hint (MusterMapPage *self)
{
  static const char *const hints[] = {
    [MUSTER_TOOL_EDIT] =
      N_ ("Drag corners, edges, the cross to move, the dots to turn and "
          "resize. Tab and arrows do the same."),
    [MUSTER_TOOL_CIRCLE] = N_ ("Drag from the middle to the edge."),
    [MUSTER_TOOL_POLYGON] = N_ ("Click each corner; double-click or Enter closes it, "
                                "Escape gives up."),
    [MUSTER_TOOL_HOLE] =
      N_ ("Click each corner of the hole; double-click or Enter closes "
          "it."),
  };

  gtk_revealer_set_reveal_child (self->hint_revealer, get_sketch (self) != NULL);
  if (get_sketch (self) != NULL)
    gtk_label_set_text (self->hint_label,
                        _ (hints[muster_sketch_get_tool (get_sketch (self))]));
}

/* The sketch is another one. */
static void
drawn_cb (MusterMapPage *self)
{
  MusterSketch *sketch = get_sketch (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.undo",
                                 muster_sketch_can_undo (sketch));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.redo",
                                 muster_sketch_can_redo (sketch));
  g_object_notify (G_OBJECT (self), "tool");
  show_hint (self);
}

static void
begin_drawing (MusterMapPage *self, MusterPlace *place, GPtrArray *parts)
{
  if (self->survey == NULL || !may_draw (self))
    return;

  muster_place_pane_begin (self->pane, MUSTER_PAGE (self), self->map,
                           self->survey->places, place, parts);
  gtk_widget_set_visible (self->time_box, FALSE);
  gtk_stack_set_visible_child_name (self->side, "draw");
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
  gtk_button_set_label (self->draw_button, _ ("_Numbers and Saving"));
  gtk_widget_grab_focus (GTK_WIDGET (muster_map_get_sketch (self->map)));
}

static void
end_drawing (MusterMapPage *self)
{
  muster_place_pane_end (self->pane);
  show_hint (self);
  gtk_stack_set_visible_child_name (self->side, "list");
  gtk_button_set_label (self->draw_button, _ ("_Draw a Place"));
  gtk_widget_set_visible (self->time_box,
                          self->survey != NULL && self->survey->punches->len > 0);
}

/* While something is drawn, the button leads to its numbers, which a narrow window hides. */
static void
draw_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);

  if (get_sketch (self) != NULL)
    muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
  else
    begin_drawing (self, NULL, NULL);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);

  if (self->place == NULL)
    return;
  if (self->place->fence != NULL)
    muster_map_fit (self->map, self->place->fence->west, self->place->fence->south,
                    self->place->fence->east, self->place->fence->north);
  begin_drawing (self, self->place, NULL);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *args)
{
  end_drawing (MUSTER_MAP_PAGE (widget));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);

  if (get_sketch (self) == NULL)
    return;
  if (g_str_equal (name, "map.undo"))
    muster_sketch_undo (get_sketch (self));
  else if (g_str_equal (name, "map.redo"))
    muster_sketch_redo (get_sketch (self));
  else
    muster_sketch_remove_selected (get_sketch (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_place_pane_save (MUSTER_MAP_PAGE (widget)->pane);
}

static void
saved_cb (MusterMapPage *self)
{
  end_drawing (self);
}

static void
retire_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);
  MusterDate today =
    muster_outlook_get_today (muster_page_get_outlook (MUSTER_PAGE (self)));
  g_autoptr (MusterPlace) place = NULL;

  if (self->place == NULL)
    return;

  place = g_object_ref (self->place);
  muster_page_submit (
    MUSTER_PAGE (self), &muster_retire_place,
    g_variant_new ("(xi)", place->id, today + 1),
    _ ("The place is none any more from tomorrow on"), &muster_change_place,
    g_variant_new ("(xim@sm@sm@im@sm@asm@asm@dm@asm@as)", place->id, today + 1, NULL,
                   NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL));
  list_action (widget, NULL, NULL);
}

/* ---- Other actions ---- */

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_map_zoom (MUSTER_MAP_PAGE (widget)->map, g_variant_get_int32 (args));
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *args)
{
  fit (MUSTER_MAP_PAGE (widget));
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);
  const MusterSited *sited = get_selected (self, NULL);

  if (sited != NULL)
    muster_page_submit (MUSTER_PAGE (self), &muster_accept_punch,
                        g_variant_new ("(xs)", sited->punch.id, ""),
                        _ ("Punch accepted where it was made"), &muster_unaccept_punch,
                        g_variant_new ("(xs)", sited->punch.id, ""));
}

/* Where a punch was made is asked about as the exception of its day. */
static void
asked_for (const char *reason, gpointer data)
{
  MusterMapPage *self = data;
  const MusterSited *sited = get_selected (self, NULL);
  MusterException exception = { 0 };
  g_autofree char *key = NULL;

  if (sited == NULL)
    return;

  exception.kind = sited->site == MUSTER_SITE_OUTSIDE ? MUSTER_EXCEPTION_OUTSIDE
                                                      : MUSTER_EXCEPTION_UNCERTAIN;
  exception.person_id = sited->person_id;
  exception.date = sited->date;
  key = muster_exception_get_key (&exception);
  muster_page_submit (
    MUSTER_PAGE (self), &muster_decide_exception,
    g_variant_new ("(ssssis)", key, "ask", reason, "", MUSTER_DATE_NONE, ""),
    _ ("Asked for evidence"), &muster_decide_exception,
    g_variant_new ("(ssssis)", key, "reopen", "", "", MUSTER_DATE_NONE, ""));
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const questions[] = { N_ ("Please add evidence"),
                                           N_ ("Where were you?"),
                                           N_ ("Who can confirm this?"), NULL };
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);
  const MusterSited *sited = get_selected (self, NULL);
  g_autofree char *person = NULL;

  if (sited == NULL)
    return;

  person = muster_survey_say_person (self->survey, sited->person_id);
  muster_reason_dialog_present (widget, _ ("Ask for Evidence"), person, _ ("_Ask"),
                                questions, asked_for, g_object_ref (self),
                                g_object_unref);
}

static void
day_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);
  const MusterSited *sited = get_selected (self, NULL);

  if (sited == NULL)
    return;

  muster_outlook_set_date (muster_page_get_outlook (MUSTER_PAGE (self)), sited->date);
  gtk_widget_activate_action (widget, "shell.reveal", "(sx)", "today", sited->person_id);
}

static void
place_here_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);
  const MusterSited *sited = get_selected (self, NULL);
  g_autoptr (GPtrArray) parts = NULL;

  if (sited == NULL)
    return;

  parts = muster_fence_parts_new ();
  g_ptr_array_add (parts, muster_fence_part_new_circle (
                            on_map (self, sited->punch.lat, sited->punch.lon), 150.0));
  muster_map_go (self->map, (MusterPoint) { sited->punch.lat, sited->punch.lon }, 16.0);
  begin_drawing (self, NULL, parts);
}

static void
propose_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (widget);
  g_autoptr (GPtrArray) parts = NULL;
  MusterFencePart *part;
  MusterPoint at;
  guint n_punches;
  guint n_people;
  g_autofree char *text = NULL;

  if (self->survey == NULL)
    return;

  parts = muster_survey_propose (self->survey, TOGETHER, &n_punches, &n_people);
  if (parts == NULL)
    {
      muster_notice_say (widget, _ ("Nowhere on these dates do several people punch "
                                    "outside of every fence."));
      return;
    }

  part = g_ptr_array_index (parts, 0);
  at = part->centre;
  part->centre = on_map (self, at.lat, at.lon);
  muster_map_go (self->map, at, 15.5);
  begin_drawing (self, NULL, parts);
  text = g_strdup_printf (_ ("%u punches of %u people lie here outside of every fence."),
                          n_punches, n_people);
  muster_notice_say (widget, text);
}

static gboolean
play_tick_cb (gpointer user_data)
{
  MusterMapPage *self = user_data;
  double value = gtk_range_get_value (GTK_RANGE (self->time_scale));

  gtk_range_set_value (GTK_RANGE (self->time_scale), MIN (1000.0, value + PLAY_STEP));
  if (gtk_range_get_value (GTK_RANGE (self->time_scale)) < 1000.0)
    return G_SOURCE_CONTINUE;

  self->play_id = 0;
  gtk_toggle_button_set_active (self->play_button, FALSE);

  return G_SOURCE_REMOVE;
}

static void
play_cb (MusterMapPage *self)
{
  gboolean playing = gtk_toggle_button_get_active (self->play_button);

  g_clear_handle_id (&self->play_id, g_source_remove);
  gtk_button_set_icon_name (GTK_BUTTON (self->play_button),
                            playing ? "media-playback-pause-symbolic"
                                    : "media-playback-start-symbolic");
  if (!playing)
    return;

  if (gtk_range_get_value (GTK_RANGE (self->time_scale)) >= 1000.0)
    gtk_range_set_value (GTK_RANGE (self->time_scale), 0.0);
  self->play_id = g_timeout_add (PLAY_MSEC, play_tick_cb, self);
}

static void
time_cb (MusterMapPage *self)
{
  if (self->survey != NULL)
    show_punches (self);
}

static void
import_text (MusterMapPage *self, const char *text)
{
  MusterDate today =
    muster_outlook_get_today (muster_page_get_outlook (MUSTER_PAGE (self)));

  muster_page_submit (MUSTER_PAGE (self), &muster_import_places,
                      g_variant_new ("(si)", text, today), _ ("Places imported"), NULL,
                      NULL);
}

static void
loaded_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterMapPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_load_contents_finish (G_FILE (file), result, &text, NULL, NULL, &error))
    muster_notice_show (GTK_WIDGET (self), error);
  else if (!g_utf8_validate (text, -1, NULL))
    muster_notice_say (GTK_WIDGET (self), _ ("This is no GeoJSON."));
  else
    import_text (self, text);
}

static void
import_file (MusterMapPage *self, GFile *file)
{
  g_file_load_contents_async (file, muster_page_get_cancellable (MUSTER_PAGE (self)),
                              loaded_cb, g_object_ref (self));
}

static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterMapPage) self = user_data;
  g_autoptr (GFile)
    file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL)
    import_file (self, file);
}

static GtkFileDialog *
build_dialog (const char *title, const char *name)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (name != NULL)
    gtk_file_dialog_set_initial_name (dialog, name);

  return dialog;
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GtkFileDialog) dialog = build_dialog (_ ("Import Places"), NULL);

  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        opened_cb, g_object_ref (widget));
}

static gboolean
dropped_cb (MusterMapPage *self, const GValue *value, double x, double y)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE) || !may_draw (self))
    return FALSE;

  import_file (self, g_value_get_object (value));

  return TRUE;
}

static void
written_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterMapPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_notice_say (GTK_WIDGET (self), _ ("Written"));
}

static void
export_to_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterMapPage) self = user_data;
  g_autoptr (GFile)
    file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (file == NULL || self->survey == NULL)
    return;

  text = muster_geojson_format (self->survey->places, NULL);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       NULL, written_cb, g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GtkFileDialog) dialog = build_dialog (_ ("Export Places"), "places.geojson");

  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        export_to_cb, g_object_ref (widget));
}

/* The dates, and which part of the company. */
static char *
say_what (MusterMapPage *self)
{
  MusterOutlook *outlook = muster_page_get_outlook (MUSTER_PAGE (self));
  const char *group =
    muster_outlook_say_group (outlook, muster_outlook_get_group (outlook));
  g_autofree char *department =
    muster_outlook_get_department (outlook) != NULL
      ? muster_text_department (muster_outlook_get_department (outlook))
      : NULL;
  g_autofree char *from = muster_text_date (self->survey->dates.from);
  g_autofree char *to = muster_text_date (self->survey->dates.to);
  g_autofree char *dates = self->survey->dates.from == self->survey->dates.to
                             ? g_strdup (from)
                             : g_strdup_printf ("%s – %s", from, to);

  return g_strjoin (" · ", dates,
                    group != NULL        ? group
                    : department != NULL ? department
                                         : _ ("Everybody"),
                    NULL);
}

/* What is on the map now, with its legend. */
static MusterMapPicture *
take_picture (MusterMapPage *self)
{
  guint counts[MUSTER_CLOUD_SITES] = { 0 };
  guint bits = chosen_sites (self);
  gint64 until = shown_until (self);
  g_autofree char *title = NULL;

  if (self->survey == NULL)
    return NULL;

  for (guint i = 0; i < self->survey->punches->len; i++)
    {
      const MusterSited *sited = sited_at (self, i);

      if ((bits & (1u << sited->site)) != 0 && sited->punch.at <= until)
        counts[sited->site]++;
    }
  title = say_what (self);

  return muster_map_picture_new (self->map, title, counts);
}

static void
picture_to (MusterMapPage *self,
            GObject *dialog,
            GAsyncResult *result,
            GBytes *(*draw) (MusterMapPicture *picture))
{
  g_autoptr (GFile)
    file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autoptr (MusterMapPicture) picture = file != NULL ? take_picture (self) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (picture == NULL)
    return;

  bytes = draw (picture);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       NULL, written_cb, g_object_ref (self));
}

static void
pdf_to_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterMapPage) self = user_data;

  picture_to (self, dialog, result, muster_map_picture_to_pdf);
}

static void
png_to_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterMapPage) self = user_data;

  picture_to (self, dialog, result, muster_map_picture_to_png);
}

static void
pdf_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GtkFileDialog) dialog = build_dialog (_ ("Save as PDF"), "map.pdf");

  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        pdf_to_cb, g_object_ref (widget));
}

static void
png_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GtkFileDialog) dialog = build_dialog (_ ("Save a Picture"), "map.png");

  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        png_to_cb, g_object_ref (widget));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterMapPicture *picture = take_picture (MUSTER_MAP_PAGE (widget));

  if (picture != NULL)
    muster_map_picture_print (picture, widget);
}

static void
bases_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_basemaps_dialog_present (MUSTER_PAGE (widget));
}

/* ---- Properties that menus and buttons show ---- */

enum
{
  PROP_TOOL = 1,
  PROP_HEAT,
  PROP_BASEMAP,
  N_PROPS,
};

static void
muster_map_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (object);

  switch (id)
    {
    case PROP_TOOL:
      g_value_set_int (value, get_sketch (self) != NULL
                                ? (int) muster_sketch_get_tool (get_sketch (self))
                                : 0);
      break;
    case PROP_HEAT:
      g_value_set_boolean (value, self->heat);
      break;
    case PROP_BASEMAP:
      g_value_set_string (
        value, self->bases != NULL ? muster_map_bases_get_chosen (self->bases) : "world");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* What is shown over the tiles moves to their datum. */
static void
based_cb (MusterMapPage *self)
{
  g_object_notify (G_OBJECT (self), "basemap");
  if (self->survey != NULL)
    show_survey (self);
}

/* A sketch is in the datum of the tiles that it was begun on. */
static void
set_basemap (MusterMapPage *self, const char *base)
{
  if (get_sketch (self) != NULL)
    muster_notice_say (GTK_WIDGET (self),
                       _ ("Save or cancel the drawing before you change the base map."));
  else if (self->bases != NULL)
    muster_map_bases_choose (self->bases, base);
}

static void
muster_map_page_set_property (GObject *object,
                              guint id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (object);

  switch (id)
    {
    case PROP_TOOL:
      if (get_sketch (self) != NULL)
        muster_sketch_set_tool (get_sketch (self), (MusterTool) g_value_get_int (value));
      break;
    case PROP_HEAT:
      self->heat = g_value_get_boolean (value);
      muster_punch_layer_set_heat (muster_map_get_punches (self->map),
                                   g_value_get_boolean (value));
      break;
    case PROP_BASEMAP:
      set_basemap (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* ---- The page ---- */

/* The date may have been changed with it: then the punches are yet to come. */
static gboolean
muster_map_page_reveal (MusterPage *page, gint64 person_id)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (page);
  g_autoptr (MusterFilter)
    filter = muster_outlook_build_filter (muster_page_get_outlook (page), TRUE);

  if (self->survey != NULL && self->survey->dates.from == filter->dates.from &&
      self->survey->dates.to == filter->dates.to)
    return select_person (self, person_id);

  self->wanted = person_id;

  return FALSE;
}

static void
muster_map_page_move (MusterPage *page, int steps)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (page);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint at = gtk_single_selection_get_selected (self->selection);
  int to = at == GTK_INVALID_LIST_POSITION ? 0 : (int) at + steps;

  if (n == 0)
    return;

  muster_page_set_show_detail (page, TRUE);
  gtk_single_selection_set_selected (self->selection, (guint) CLAMP (to, 0, (int) n - 1));
}

static void
muster_map_page_clear_filters (MusterPage *page)
{
  muster_filter_bar_clear (MUSTER_MAP_PAGE (page)->chips);
  gtk_drop_down_set_selected (MUSTER_MAP_PAGE (page)->source_choice, 0);
}

static gboolean
muster_map_page_focus_content (MusterPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUSTER_MAP_PAGE (page)->map));
}

/* Where one left the map is where one finds it. */
static void
remember (MusterMapPage *self)
{
  g_autoptr (GSettings) settings = NULL;
  ShumateViewport *viewport;
  MusterPoint at;
  MusterMapMemory memory;

  if (self->map == NULL || self->bases == NULL || !self->fitted)
    return;

  viewport = muster_map_get_viewport (self->map);
  at = muster_point_convert (
    (MusterPoint) { shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                    shumate_location_get_longitude (SHUMATE_LOCATION (viewport)) },
    muster_map_get_datum (self->map), MUSTER_DATUM_WGS84);
  memory = (MusterMapMemory) {
    .lat = at.lat,
    .lon = at.lon,
    .zoom = shumate_viewport_get_zoom_level (viewport),
    .base = muster_map_bases_get_chosen (self->bases),
  };
  settings = muster_map_memory_find_settings ();
  muster_map_memory_save (
    settings, muster_office_get_folder (muster_page_get_office (MUSTER_PAGE (self))),
    &memory);
}

static void
recall (MusterMapPage *self)
{
  g_autoptr (GSettings) settings = muster_map_memory_find_settings ();
  MusterMapMemory memory;

  if (!muster_map_memory_load (
        settings, muster_office_get_folder (muster_page_get_office (MUSTER_PAGE (self))),
        &memory))
    return;

  muster_map_bases_choose (self->bases, memory.base);
  muster_map_go (self->map, (MusterPoint) { memory.lat, memory.lon }, memory.zoom);
  self->fitted = TRUE;
}

static void
muster_map_page_constructed (GObject *object)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (object);
  GtkWidget *widget = GTK_WIDGET (self);

  G_OBJECT_CLASS (muster_map_page_parent_class)->constructed (object);

  gtk_widget_action_set_enabled (widget, "map.draw", may_draw (self));
  gtk_widget_action_set_enabled (widget, "map.import", may_draw (self));
  gtk_widget_action_set_enabled (widget, "map.propose", may_draw (self));
  gtk_widget_action_set_enabled (widget, "map.place-here", may_draw (self));
  gtk_widget_action_set_enabled (widget, "map.edit", FALSE);
  gtk_widget_action_set_enabled (widget, "map.retire", FALSE);
  self->bases =
    muster_map_bases_new (MUSTER_PAGE (self), self->map, self->bases_menu, "map.basemap");
  g_signal_connect_object (self->bases, "changed", G_CALLBACK (based_cb), self,
                           G_CONNECT_SWAPPED);
  recall (self);
  g_signal_connect (self, "unmap", G_CALLBACK (remember), NULL);
}

static void
muster_map_page_dispose (GObject *object)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (object);

  g_clear_handle_id (&self->play_id, g_source_remove);
  g_clear_object (&self->bases);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_MAP_PAGE);

  G_OBJECT_CLASS (muster_map_page_parent_class)->dispose (object);
}

static void
muster_map_page_finalize (GObject *object)
{
  MusterMapPage *self = MUSTER_MAP_PAGE (object);

  g_clear_object (&self->survey);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
  g_clear_object (&self->place);
  g_array_unref (self->source_ids);

  G_OBJECT_CLASS (muster_map_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, bases_menu);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, draw_button);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, chips);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, source_choice);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, datum_banner);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, find_entry);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, map);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, hint_revealer);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, time_box);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, play_button);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, time_scale);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, time_label);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, side);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, card_revealer);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, card_title);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, card_verdict);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, card_facts);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, place_title);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, place_facts);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, point_facts);
  gtk_widget_class_bind_template_child (widget_class, MusterMapPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_cb);
  gtk_widget_class_bind_template_callback (widget_class, datum_cb);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, drawn_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "map.draw", NULL, draw_action },
    { "map.edit", NULL, edit_action },
    { "map.retire", NULL, retire_action },
    { "map.cancel", NULL, cancel_action },
    { "map.save", NULL, save_action },
    { "map.undo", NULL, undo_action },
    { "map.redo", NULL, undo_action },
    { "map.remove", NULL, undo_action },
    { "map.list", NULL, list_action },
    { "map.zoom", "i", zoom_action },
    { "map.fit", NULL, fit_action },
    { "map.accept", NULL, accept_action },
    { "map.ask", NULL, ask_action },
    { "map.day", NULL, day_action },
    { "map.place-here", NULL, place_here_action },
    { "map.propose", NULL, propose_action },
    { "map.import", NULL, import_action },
    { "map.export", NULL, export_action },
    { "map.picture", NULL, png_action },
    { "map.pdf", NULL, pdf_action },
    { "map.print", NULL, print_action },
    { "map.bases", NULL, bases_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].func);
  gtk_widget_class_install_property_action (widget_class, "map.tool", "tool");
  gtk_widget_class_install_property_action (widget_class, "map.heat", "heat");
  gtk_widget_class_install_property_action (widget_class, "map.basemap", "basemap");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "map.fit", NULL);
}

static void
muster_map_page_class_init (MusterMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_map_page_constructed;
  object_class->dispose = muster_map_page_dispose;
  object_class->finalize = muster_map_page_finalize;
  object_class->get_property = muster_map_page_get_property;
  object_class->set_property = muster_map_page_set_property;
  page_class->refresh = muster_map_page_refresh;
  page_class->reveal = muster_map_page_reveal;
  page_class->move = muster_map_page_move;
  page_class->clear_filters = muster_map_page_clear_filters;
  page_class->focus_content = muster_map_page_focus_content;

  g_object_class_install_property (
    object_class, PROP_TOOL,
    g_param_spec_int ("tool", NULL, NULL, MUSTER_TOOL_EDIT, MUSTER_TOOL_HOLE, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    object_class, PROP_HEAT,
    g_param_spec_boolean ("heat", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    object_class, PROP_BASEMAP,
    g_param_spec_string ("basemap", NULL, NULL, "world",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  g_type_ensure (MUSTER_TYPE_FILTER_BAR);
  g_type_ensure (MUSTER_TYPE_MAP);
  g_type_ensure (MUSTER_TYPE_PLACE_PANE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-map-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
muster_map_page_init (MusterMapPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->choosing = TRUE;
  self->source_ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self->source_ids, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choosing = FALSE;

  muster_filter_bar_set_states (self->chips, "site", sites, 3);
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (show_punches), self,
                           G_CONNECT_SWAPPED);

  self->list = muster_survey_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (muster_map_get_punches (self->map), "picked",
                           G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "pressed", G_CALLBACK (pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drop));
}
